using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Interop;

public class OperatorTests
{
    /// <summary>
    /// Every operator the assembly holds in a static field, whoever wrote it. Alternatives for other versions of libtorch
    /// must not be such fields but be chosen with Op.Exists.
    /// </summary>
    [Fact]
    public void Every_operator_that_SystemTorch_names_is_in_this_libtorch()
    {
        const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var operators = typeof(Tensor).Assembly.GetTypes().Where(t => !t.ContainsGenericParameters)
            .SelectMany(t => t.GetFields(Statics)).Where(f => f.FieldType == typeof(Op)).Select(f => (Op)f.GetValue(null)!).ToList();
        var missing = operators.Where(o => !Op.Exists(o.Name, o.Overload)).Select(o => o.ToString());
        Assert.True(operators.Count > 150);
        Assert.Empty(missing);
    }

    [Fact]
    public void A_missing_operator_is_named_with_the_libtorch_version()
    {
        var error = Assert.Throws<ExternalException>(() => Aten.Call(new Op("no_such", "overload")));
        Assert.Contains($"libtorch {__version__} has no operator aten::no_such.overload", error.Message, StringComparison.Ordinal);
        Assert.False(Op.Exists("no_such"));
        Assert.True(Op.Exists("add", "Tensor"));
        Assert.True(Op.Exists("aten::add", "Tensor"));
    }

    [Fact]
    public void A_missing_argument_is_named_with_the_schema()
    {
        using var x = ones(2);
        var error = Assert.Throws<ExternalException>(() => Aten.Call(new Op("gather"), x));
        Assert.StartsWith("argument 'dim' is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("aten::gather(Tensor self, int dim, Tensor index", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_arguments_are_counted()
    {
        using var x = ones(2);
        var error = Assert.Throws<ExternalException>(() => Aten.Call(new Op("abs"), x, 1, 2));
        Assert.StartsWith("3 arguments given, at most 1 expected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_libtorch_comes_with_its_text_and_the_schema()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => ones(2, 8) + ones(2, 5));
        Assert.StartsWith("The size of tensor a (8) must match the size of tensor b (5) at non-singleton dimension 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("in aten::add.Tensor(", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_argument_is_refused_before_the_call()
    {
        var x = ones(2);
        x.Dispose();
        x.Dispose();
        using var y = ones(2);
        Assert.Throws<ObjectDisposedException>(() => y + x);
        Assert.Throws<ObjectDisposedException>(() => x.shape);
        Assert.Equal("disposed tensor", x.ToString());
    }

    [Fact]
    public void Defaults_of_the_schema_are_filled_in_and_can_be_asked_for()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2, 4 });
        var std = new Op("std");
        Assert.Equal(Golden.Values(Aten.Call(std, x)), Golden.Values(Aten.Call(std, x, Arg.Default)));
        Assert.NotEqual(Golden.Values(Aten.Call(std, x)), Golden.Values(Aten.Call(std, x, false)));
    }

    [Fact]
    public void Arguments_are_coerced_to_what_the_schema_wants()
    {
        using var scope = NewDisposeScope();
        var x = arange(6).to(float32).reshape(2, 3);
        Assert.Equal([2L], Aten.Call(new Op("sum", "dim_IntList"), x, 1).shape);
        Assert.Equal(6, Aten.Call(new Op("dropout"), x, 0, false).numel());
        var up = Aten.Call(new Op("upsample_nearest2d", "vec"), x.reshape(1, 1, 2, 3), Arg.None, new double[] { 2, 3 });
        Assert.Equal([1L, 1, 4, 9], up.shape);
        var convolved = Aten.Call(new Op("conv2d", "padding"), x.reshape(1, 1, 2, 3), ones(1, 1, 3, 3), Arg.None, new long[] { 1, 1 }, "same");
        Assert.Equal([1L, 1, 2, 3], convolved.shape);
    }

    [Fact]
    public void Long_argument_lists_do_not_need_the_stack()
    {
        using var scope = NewDisposeScope();
        var many = Enumerable.Range(0, 300).Select(i => full(1, (float)i)).ToArray();
        var joined = cat(many);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (double)i), Golden.Values(joined));
        Assert.Equal(300, joined.split(Enumerable.Repeat(1L, 300).ToArray(), dim: 0L).Length);
        var letters = new string('a', 500);
        Assert.ThrowsAny<ExternalException>(() => einsum(letters, joined));
    }

    [Fact]
    public void Results_of_several_kinds_come_back()
    {
        using var scope = NewDisposeScope();
        var x = arange(6).to(float32).reshape(2, 3);
        Assert.True(Aten.CallBool(new Op("equal"), x, x));
        Assert.Equal(3, Aten.CallLong(new Op("size", "int"), x, 1));
        Assert.Equal(5, Aten.CallDouble(new Op("item"), x.max()));
        Assert.Equal(2, Aten.CallMany(new Op("unbind", "int"), x).Length);
        var (values, indices) = Aten.Call2(new Op("max", "dim"), x, 1);
        Assert.Equal([2.0, 5], Golden.Values(values));
        Assert.Equal([2.0, 2], Golden.Values(indices));
    }

    [Fact]
    public void The_registered_operators_are_listed()
    {
        var names = LibtorchInfo.Operators();
        Assert.True(names.Count > 2000);
        Assert.Contains("aten::add.Tensor", names);
        Assert.Matches(@"^\d+\.\d+\.\d+", LibtorchInfo.Version);
    }
}
