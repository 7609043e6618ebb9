using System.Diagnostics;
using static Pipeline.Export.Tests.PtForge;

namespace Pipeline.Export.Tests;

/// <summary>Attacks with data.pkl (CVE-2025-58756 and its kind): every one ends in the domain error, in one line, and runs nothing.</summary>
public sealed class HostilePickleTests
{
    [Fact]
    public void The_forge_makes_a_good_file_when_nothing_is_changed()
    {
        using WeightsFile file = Read(Pickle(Dict()));
        Assert.Equal([0f, 0, 0, 0], TensorValues.Floats(file.Tensors["a"]));
    }

    [Fact]
    public void Os_system_is_named_and_not_called()
    {
        using TemporaryFolder folder = new();
        string proof = folder.At("proof");
        Refused(Pickle($"{Proto}cposix\nsystem\n{Text($"touch {proof}")}\u0085R."), "wants 'posix system', which is refused");
        Assert.False(File.Exists(proof));
    }

    [Theory]
    [InlineData("builtins\neval")]
    [InlineData("__builtin__\nexec")]
    [InlineData("nt\nsystem")]
    [InlineData("subprocess\nPopen")]
    [InlineData("torch.hub\nload")]
    [InlineData("torch.storage\n_load_from_bytes")]
    [InlineData("torch\n_utils._rebuild_tensor_v2")]
    [InlineData("torch._utils\n_rebuild_sparse_tensor")]
    [InlineData("torch\nTypedStorage")]
    [InlineData("torch\nload")]
    [InlineData("collections\nnamedtuple")]
    [InlineData("COLLECTIONS\nOrderedDict")]
    [InlineData("\n")]
    public void Globals_beyond_the_list_are_refused_wherever_they_stand(string global)
    {
        string name = $"wants '{global.Replace('\n', ' ')}', which is refused";
        Refused(Pickle($"{Proto}c{global}\n)R."), name);
        Refused(Pickle($"{Proto}}}({Text("a")}{Tensor()}{Text("b")}}}{Text("c")}c{global}\nsu."), name);
    }

    /// <summary>INT, LONG, FLOAT, STRING, BINSTRING, UNICODE, INST, OBJ, PERSID, GET, PUT, LIST, DICT, POP, POP_MARK, DUP, BINBYTES, NEWOBJ, EXT1, LONG4, protocol 4 and 5.</summary>
    [Fact]
    public void Opcodes_that_no_state_dict_needs_are_refused()
    {
        const string Opcodes = "ILFSTUVioPgpld012BC\u0081\u0082\u0083\u0084\u008b\u008c\u008d\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098";
        Assert.All(Opcodes, opcode => Refused(Pickle($"{Proto}{opcode}1\nNNNN."), $"has opcode 0x{(int)opcode:x2}, which no state_dict needs"));
    }

    public static TheoryData<string, string> Calls => new()
    {
        { $"{Text("f")})R.", "calls what is no known global" },
        { "})R.", "calls what is no known global" },
        { "ctorch\nFloatStorage\n)R.", "calls what is no known global" },
        { $"{Tensor()})R.", "calls what is no known global" },
        { "ccollections\nOrderedDict\n]R.", "calls what is no known global" },
        { "ccollections\nOrderedDict\n]\u0085R.", "calls OrderedDict with arguments" },
        { $"ctorch\nSize\n{Int(1)}\u0085R.", "calls Size with arguments" },
        { "ctorch._utils\n_rebuild_tensor_v2\n)R.", "calls RebuildTensor with arguments" },
        { $"ctorch._utils\n_rebuild_parameter\n({Text("a")}\u0089)tR.", "calls RebuildParameter with arguments" },
        { $"]}}b.", "gives attributes to an object" },
        { $"{Tensor()}}}b.", "gives attributes to an object" },
        { "}Nb.", "gives attributes to an object" },
        { "}Na.", "appends to an object that is no list" },
        { "]NNs.", "puts a pair into an object that is no dict" },
        { "}NNs.", "a key that is neither text nor a whole number" },
        { $"}}({Text("a")}u.", "a key without a value" },
        { $"}}({Text("a")}{Tensor()}{Text("a")}{Tensor()}u.", "has the key 'a' twice" },
        { "NQ.", "a persistent id that is no storage" },
        { "cposix\nsystem\nQ.", "wants 'posix system'" },
        { $"{Tuple(Text("module"), "ctorch\nFloatStorage\n", Text("0"), Text("cpu"), Int(4))}Q.", "a persistent id that is no storage" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Objects_do_only_what_a_state_dict_needs(string pickle, string reason) => Refused(Pickle(Proto + pickle), reason);

    public static TheoryData<string, string> Lengths => new()
    {
        { "X\u00ff\u00ff\u00ff\u00ffab", "needs 4294967295 bytes, 2 are left" },
        { "X\u00ff\u00ff\u00ff\u007fab", "needs 2147483647 bytes, 2 are left" },
        { "X\u0002\0\0\0\u00ff\u00fe.", "text that is not UTF-8" },
        { "X\u0003\0\0\0\u00ed\u00a0\u0080.", "text that is not UTF-8" },
        { "\u008a\u00ff1", "needs 255 bytes, 1 are left" },
        { "\u008a\u0009123456789.", "a whole number of 9 bytes, expected at most 8" },
        { "ctorch", "a name without an end" },
        { "ctorch\nFloatStorage", "a name without an end" },
        { "}", "needs 1 bytes, 0 are left" },
        { "", "needs 1 bytes, 0 are left" },
        { ".", "ends with 0 objects on the stack" },
        { "NN.", "ends with 2 objects on the stack" },
        { "N(.", "ends with 1 objects on the stack" },
        { "\u0087.", "from an empty stack" },
        { "q\0.", "from an empty stack" },
        { "NN(\u0086.", "from an empty stack" },
        { "t.", "a mark that is not there" },
        { "h\u0007.", "recalls object 7, which it has not stored" },
        { "Nr\u00ff\u00ff\u00ff\u00ffj\u00fe\u00ff\u00ff\u00ff.", "recalls object 4294967294" },
        { "N.", "holds no dict" },
        { "}.", "holds no tensors, only nothing" },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Lengths_and_stack_stay_inside_what_is_there(string pickle, string reason) => Refused(Pickle(Proto + pickle), reason);

    public static TheoryData<string, string> Tensors => new()
    {
        { Tensor(Storage(count: Long(long.MaxValue))), "says that storage '0' has 9223372036854775807 × Float32, 36893488147419103228 bytes; its entry has 16" },
        { Tensor(Storage(count: Long(1L << 62))), "18446744073709551616 bytes; its entry has 16" },
        { Tensor(Storage(count: Int(-4))), "-16 bytes; its entry has 16" },
        { Tensor(Storage(count: Int(5))), "20 bytes; its entry has 16" },
        { Tensor(Storage(count: Int(3))), "12 bytes; its entry has 16" },
        { Tensor(Storage(type: "torch\nDoubleStorage")), "has 4 × Float64, 32 bytes; its entry has 16" },
        { Tensor(Storage(key: "1")), "names storage '1', the file has no entry 'data/1'" },
        { Tensor(Storage(key: "../version")), "the file has no entry 'data/../version'" },
        { Tensor(sizes: Tuple(Int(5))), "reaches element 4; its storage has 4" },
        { Tensor(strides: Tuple(Int(2))), "reaches element 6; its storage has 4" },
        { Tensor(strides: Tuple(Long(long.MaxValue))), "more than any file holds" },
        { Tensor(offset: Int(1)), "reaches element 4; its storage has 4" },
        { Tensor(offset: Long(long.MaxValue)), "more than any file holds" },
        { Tensor(offset: Int(-1)), "a number is negative" },
        { Tensor(sizes: Tuple(Int(-4))), "a number is negative" },
        { Tensor(strides: Tuple(Int(-1))), "a number is negative" },
        { Tensor(sizes: Tuple(Int(2), Int(2))), "tensor of 2 sizes and 1 strides" },
        { Tensor(sizes: Tuple([.. Enumerable.Repeat(Int(1), 65)]), strides: Tuple([.. Enumerable.Repeat(Int(1), 65)])), "at most 64" },
        { Tensor(sizes: Tuple(Text("4"))), "a shape that is not made of whole numbers" },
        { Tensor(sizes: Tuple("G\0\0\0\0\0\0\0\0")), "a shape that is not made of whole numbers" },
        { Tensor(sizes: Tuple(Int(0), Long(1L << 62), Int(4)), strides: Tuple(Int(0), Int(0), Int(0))), "more than any file holds" },
        { Tensor(sizes: Tuple(Long(1L << 32), Long(1L << 32)), strides: Tuple(Int(0), Int(0))), "more than any file holds" },
        { Tensor(sizes: Tuple(Long(1L << 30), Long(1L << 30)), strides: Tuple(Int(0), Int(0))), "share memory so often that they have 4611686018427387904 bytes" },
        { Tensor(sizes: Tuple(Int(1 << 25)), strides: Tuple(Int(0))), "share memory so often that they have 134217728 bytes" },
    };

    [Theory]
    [MemberData(nameof(Tensors))]
    public void A_tensor_stays_inside_its_storage_and_a_storage_inside_its_entry(string tensor, string reason) => Refused(Pickle(Dict(tensor)), reason);

    [Fact]
    public void A_storage_named_a_hundred_thousand_times_is_refused_before_it_is_copied()
    {
        string first = $"{Proto}}}({Text("k")}{Tensor(sizes: Tuple(Int(1 << 10)), strides: Tuple(Int(0)))}q\0";
        string more = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{Text($"{i}")}h\0"));
        Refused(Pickle($"{first}{more}u."), "share memory so often");
    }

    [Fact]
    public void A_dict_that_holds_itself_ends()
    {
        Refused(Pickle($"{Proto}}}q\0{Text("state_dict")}h\0s."), "holds no tensors, only 'state_dict'");
        using WeightsFile file = Read(Pickle($"{Proto}}}q\0({Text("self")}h\0{Text("a")}{Tensor()}u."));
        Assert.Equal(["left out 'self', no tensors"], file.Notes);
    }

    [Fact]
    public void Nesting_and_doubling_cost_no_more_than_their_bytes()
    {
        // Tuples of the tuple before, twice: 2^300000 leaves for who walks them.
        string doubling = string.Concat(Enumerable.Repeat("q\0h\0\u0086", 300_000));
        Refused(Pickle($"{Proto}N{doubling}."), "holds no dict");
        Refused(Pickle($"{Proto}{string.Concat(Enumerable.Repeat("]", 300_000))}{string.Concat(Enumerable.Repeat("a", 299_999))}."), "holds no dict");
    }

    [Fact]
    public void Many_names_for_one_large_dict_take_no_time()
    {
        string large = $"}}q\0({string.Concat(Enumerable.Range(0, 300_000).Select(i => Int(i) + "N"))}u";
        string names = string.Concat(Enumerable.Range(0, 300_000).Select(i => $"{Int(i + 1)}h\0"));
        Stopwatch watch = Stopwatch.StartNew();
        Refused(Pickle($"{Proto}}}({Int(0)}{large}{names}u."), "holds no tensors");
        // Searching the dict for every name would take 9·10^10 steps.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void The_pickle_and_its_steps_are_limited()
    {
        Refused(Pickle(Proto + new string('(', 2_000_001)), "has more than 2000000 opcodes");
        Refused(Zip(("archive/data.pkl", new byte[(16 << 20) + 1])), "data.pkl has 16777217 bytes; at most 16777216 are read");
    }

    [Fact]
    public void A_terminal_does_not_obey_a_file()
    {
        string key = "a\n\u001b[31m\u009b" + new string('x', 5000);
        WeightsException error = Refused(Pickle($"{Proto}}}({Text(key)}N{Text(key)}Nu."), "twice");
        Assert.InRange(error.Message.Length, 50, 300);
        Refused(Pickle($"{Proto}cos\u001b[2J\nsystem\n."), "wants 'os?[2J system'");
    }

    internal static WeightsException Refused(byte[] bytes, string reason)
    {
        WeightsException error = Assert.Throws<WeightsException>(() => Read(bytes));
        Assert.StartsWith("memory: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
        return error;
    }

    internal static WeightsFile Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return PtTensors.Read(stream, "memory");
    }
}
