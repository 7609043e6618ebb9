using TorchSharp.Utils;

namespace SystemTorch.Tests.Modules;

public sealed class OrderedDictTests
{
    private readonly OrderedDict<string, int> _dict = new() { { "b", 2 }, { "a", 1 } };

    [Fact]
    public void Keeps_the_order_of_insertion()
    {
        _dict.Insert(1, ("c", 3));
        Assert.Equal([("b", 2), ("c", 3), ("a", 1)], _dict);
        Assert.Equal(["b", "c", "a"], _dict.keys());
        Assert.Equal([2, 3, 1], _dict.values());
        Assert.Equal(("c", 3), _dict[1]);
    }

    [Fact]
    public void New_value_stays_in_the_old_place()
    {
        _dict["b"] = 9;
        Assert.Equal([("b", 9), ("a", 1)], _dict);
        _dict[0] = ("z", 7);
        Assert.Equal([("z", 7), ("a", 1)], _dict);
    }

    [Fact]
    public void Pair_is_found_and_removed_only_with_its_value()
    {
        Assert.Contains(("a", 1), _dict);
        Assert.Equal(1, _dict.IndexOf(("a", 1)));
        Assert.Equal(-1, _dict.IndexOf(("a", 2)));
        Assert.False(_dict.Remove(("a", 2)));
        Assert.True(_dict.Remove(("a", 1)));
        Assert.Equal([("b", 2)], _dict);
    }

    [Fact]
    public void Duplicate_key_is_refused() => Assert.Throws<ArgumentException>(() => _dict.Add("a", 5));

    [Fact]
    public void Copies_itself_into_an_array()
    {
        var pairs = new (string, int)[3];
        _dict.CopyTo(pairs, 1);
        Assert.Equal([default, ("b", 2), ("a", 1)], pairs);
    }
}
