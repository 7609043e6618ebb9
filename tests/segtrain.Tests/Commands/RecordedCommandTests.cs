using segtrain.Commands;

namespace Segtrain.Tests.Commands;

public sealed class RecordedCommandTests
{
    [Theory]
    [InlineData("run full --dataset acdc --data ../somewhere/acdc --seed 3", "segtrain run full --dataset acdc --data $PIPELINE_DATA/acdc --seed 3")]
    [InlineData("run full --data=/data/acdc/ -o /tmp/x --cache=/tmp/c --minutes 5 --json", "segtrain run full --data $PIPELINE_DATA/acdc")]
    [InlineData("run full --data .", "segtrain run full --data $PIPELINE_DATA")]
    public void Places_of_this_machine_are_left_out(string typed, string recorded)
    {
        Assert.Equal(recorded, RecordedCommand.Of(typed.Split(' ')));
    }

    [Fact]
    public void Words_with_spaces_are_quoted_for_a_shell()
    {
        Assert.Equal("segtrain export --description 'It'\\''s good'", RecordedCommand.Of(["export", "--description", "It's good"]));
    }
}
