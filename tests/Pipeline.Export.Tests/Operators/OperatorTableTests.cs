using System.Reflection;
using System.Text.RegularExpressions;
using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

/// <summary>The table in training/Pipeline.Networks/Operators/README.md may not lie.</summary>
public sealed partial class OperatorTableTests
{
    private static readonly Row[] Table = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Operators", "README.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => new Row(cells[1], Quoted().Matches(cells[3]).Select(match => match.Groups["node"].Value).ToHashSet(), int.Parse(cells[4])))];

    /// <summary>Names of the operators, sorted; two forms of one name are one operator.</summary>
    public static string[] Operators { get; } = [.. typeof(IOps<>).GetMethods().Select(method => method.Name)
        .Except([nameof(IOps<>.Enter), nameof(IOps<>.CheckInput)]).Distinct().Order()];

    public static TheoryData<string> Names => [.. Operators];

    [Fact]
    public void Every_operator_stands_in_the_table_once() => Assert.Equal(Operators, Table.Select(row => row.Operator).Order());

    [Fact]
    public void Every_operator_has_one_contract_test_class()
    {
        IEnumerable<string> classes = typeof(OperatorTableTests).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(OperatorContract)) && !type.IsAbstract).Select(type => type.Name);
        Assert.Equal(Operators.Select(name => $"{name}Tests").Order(), classes.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_exporter_writes_the_nodes_in_the_table(string name)
    {
        HashSet<string> written = [.. CasesOf(name).SelectMany(subject => Nodes(subject, name, subject.Options))];
        Assert.Equal(RowOf(name).Nodes.Order(), written.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_opset_in_the_table_is_the_smallest(string name)
    {
        int opset = RowOf(name).Opset;
        OperatorCase[] plain = [.. CasesOf(name).Where(subject => subject.Options.Opset == ExportOptions.Default.Opset)];
        Assert.All(plain, subject => Assert.NotNull(Nodes(subject, name, subject.Options with { Opset = opset })));
        if (opset > 15)
        {
            Assert.All(plain, subject => Assert.Throws<ExportException>(() => Nodes(subject, name, subject.Options with { Opset = opset - 1 })));
        }
    }

    private static Row RowOf(string name) => Table.Single(row => row.Operator == name);

    private static IEnumerable<OperatorCase> CasesOf(string name)
    {
        Type type = typeof(OperatorTableTests).Assembly.GetType($"Pipeline.Export.Tests.{name}Tests", throwOnError: true)!;
        MethodInfo cases = type.GetMethod("Cases", BindingFlags.Instance | BindingFlags.NonPublic)!;
        return (IEnumerable<OperatorCase>)cases.Invoke(Activator.CreateInstance(type), [])!;
    }

    /// <summary>Kinds of the nodes that the operator itself became: its layer is its module's, otherwise its own name.</summary>
    private static List<string> Nodes(OperatorCase subject, string name, ExportOptions options)
    {
        subject.eval();
        int[] shape = subject.Shapes[0];
        OnnxGraph graph = Exporter.ToOnnx(subject, subject.FixedShape ? options with { FixedShape = [shape[0], .. shape[2..]] } : options).Graph;
        return [.. graph.Nodes.Where(node => node.Layer.Split('#', '/')[0] is { } layer && (layer == name || layer == "layer")).Select(node => node.OpType)];
    }

    [GeneratedRegex("`(?<node>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    private sealed record Row(string Operator, IReadOnlySet<string> Nodes, int Opset);
}
