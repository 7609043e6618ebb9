using Pipeline.Training.Randomness;

namespace Pipeline.Training.Tests.Randomness;

public sealed class ShuffledPassesTests
{
    [Fact]
    public void Every_pass_visits_every_item_once_in_another_order()
    {
        var passes = new ShuffledPasses(37, seed: 4, stream: 0);
        var first = Enumerable.Range(0, 37).Select(i => passes.At(i)).ToList();
        var second = Enumerable.Range(37, 37).Select(i => passes.At(i)).ToList();
        Assert.Equal(Enumerable.Range(0, 37), first.Order());
        Assert.Equal(Enumerable.Range(0, 37), second.Order());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void The_item_at_a_position_does_not_depend_on_what_was_asked_before()
    {
        var forward = new ShuffledPasses(11, seed: 4, stream: 1);
        var expected = Enumerable.Range(0, 100).Select(i => forward.At(i)).ToArray();
        var backward = new ShuffledPasses(11, seed: 4, stream: 1);
        for (var i = 99; i >= 0; i--) Assert.Equal(expected[i], backward.At(i));
    }

    [Fact]
    public void Refuses_an_empty_set()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShuffledPasses(0, 1, 0));
    }
}
