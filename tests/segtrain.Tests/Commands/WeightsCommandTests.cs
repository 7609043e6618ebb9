using System.Text.Json.Nodes;
using Pipeline.Export;
using Segtrain.Tests.Fixtures;
using TorchSharp;
using static TorchSharp.torch;

namespace Segtrain.Tests.Commands;

public sealed class WeightsCommandTests(Workshop workshop)
{
    private static readonly float[] Numbers = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void A_run_goes_to_Pythons_format_and_back_without_a_change()
    {
        var run = workshop.New("run");
        Assert.Equal(0, InProcess.Run(workshop.Train(run, 3, "--set", "width=16")).Code);
        var (pt, back) = (workshop.New("weights") + ".pt", workshop.New("weights") + ".safetensors");
        // MiUNet's 2,160,180 parameters, and of its 22 norms two statistics for each of 1712 channels and a count.
        Done(InProcess.Run("weights", "convert", run, pt), $"{pt}: 134 tensors, 2163626 numbers\n");
        Assert.Equal(0, InProcess.Run("weights", "convert", pt, back).Code);
        Done(InProcess.Run("weights", "compare", run, back), "134 keys, 134 equal within 0, 0 different\n");

        var again = InProcess.Run("weights", "convert", run, pt);
        Assert.Equal((2, "", $"segtrain: {pt}: exists already; choose another file or remove it\n"), (again.Code, again.Output, again.Error));
    }

    [Fact]
    public void List_shows_every_tensor_and_the_sums()
    {
        var path = Write("list", ".pt", ("long.key\u001b", tensor(Numbers, [2, 3])), ("b", tensor(7L)));
        Done(InProcess.Run("weights", "list", path), "b          I64   []     1\nlong.key?  F32   [2,3]  6\n2 tensors, 7 numbers, 32 bytes\n");
        var json = JsonNode.Parse(InProcess.Run("weights", "list", path, "--json").Output)!;
        Assert.Equal("""{"key":"long.key\u001B","dtype":"F32","shape":[2,3],"numbers":6}""", json["tensors"]![1]!.ToJsonString());
        Assert.Equal((7, 32), (json["numbers"]!.GetValue<int>(), json["bytes"]!.GetValue<int>()));
    }

    [Fact]
    public void A_stripped_prefix_is_reported_on_stderr()
    {
        var path = Write("wrapped", ".safetensors", ("module.a", ones([2])));
        var listed = InProcess.Run("weights", "list", path, "--json");
        Assert.Equal((0, $"segtrain: {path}: stripped 'module.' from all 1 keys\n"), (listed.Code, listed.Error));
        var json = JsonNode.Parse(listed.Output)!;
        Assert.Equal(("a", "stripped 'module.' from all 1 keys"), (json["tensors"]![0]!["key"]!.GetValue<string>(), json["notes"]![0]!.GetValue<string>()));
    }

    [Fact]
    public void Compare_names_every_kind_of_difference_and_exits_with_3()
    {
        var a = Write("a", ".pt",
            ("equal", ones([2])), ("near", tensor(new[] { 1.0, 2 })), ("nan", tensor(new[] { float.NaN })), ("infinite", tensor(new[] { 1f })),
            ("type", ones([1])), ("shape", ones([2])), ("count", tensor(long.MaxValue)), ("first", ones([1])));
        var b = Write("b", ".safetensors",
            ("equal", ones([2])), ("near", tensor(new[] { 1.0, 2.25 })), ("nan", tensor(new[] { float.NaN })), ("infinite", tensor(new[] { float.NaN })),
            ("type", ones([1], dtype: ScalarType.Float64)), ("shape", ones([1, 2])), ("count", tensor(long.MaxValue - 1)), ("second", ones([1])));
        var found = InProcess.Run("weights", "compare", a, b);
        Assert.Equal((3, ""), (found.Code, found.Error));
        Assert.Equal(
            [
                "count: max |Δ| 1e+0", $"first: only in {a}", "infinite: max |Δ| Infinity", "near: max |Δ| 2.5e-1", $"second: only in {b}",
                "shape: F32 [2] against F32 [1,2]", "type: F32 [1] against F64 [1], max |Δ| 0", "9 keys, 2 equal within 0, 7 different",
            ],
            found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var json = JsonNode.Parse(InProcess.Run("weights", "compare", a, b, "--json", "--tolerance", "0.25").Output)!;
        Assert.Equal((false, 6), (json["equal"]!.GetValue<bool>(), json["different"]!.GetValue<int>()));
        Assert.Equal("""{"key":"near","equal":true,"a":"F64 [2]","b":"F64 [2]","max_abs":0.25}""", json["keys"]![5]!.ToJsonString());
        Assert.Equal("""{"key":"infinite","equal":false,"a":"F32 [1]","b":"F32 [1]","max_abs":null}""", json["keys"]![3]!.ToJsonString());
    }

    [Fact]
    public void A_difference_within_the_tolerance_exits_with_0()
    {
        var (a, b) = (Write("a", ".pt", ("x", tensor(new[] { 1f, 2 }))), Write("b", ".pt", ("x", tensor(new[] { 1f, 2.5f }))));
        Assert.Equal(0, InProcess.Run("weights", "compare", a, b, "--tolerance", "0.5").Code);
        Assert.Equal(3, InProcess.Run("weights", "compare", a, b, "--tolerance", "0.49").Code);
    }

    [Fact]
    public void Text_entries_that_do_not_fit_the_other_format_are_reported()
    {
        var (from, to) = (workshop.New("text") + ".safetensors", workshop.New("text") + ".pth");
        using (NewDisposeScope()) SafeTensors.Save(from, new Dictionary<string, Tensor> { ["a"] = ones([1]) }, new Dictionary<string, string> { ["epoch"] = "3" });
        var result = InProcess.Run("weights", "convert", from, to);
        Assert.Equal((0, $"segtrain: {to}: left out 1 text entries, for which .pt has no place\n"), (result.Code, result.Error));
    }

    private static void Done(SegtrainResult result, string output) => Assert.Equal((0, output, ""), (result.Code, result.Output, result.Error));

    private string Write(string name, string extension, params (string Key, Tensor Tensor)[] tensors)
    {
        var path = workshop.New(name) + extension;
        Weights.Save(path, tensors.ToDictionary(pair => pair.Key, pair => pair.Tensor));
        foreach (var (_, tensor) in tensors) tensor.Dispose();
        return path;
    }
}
