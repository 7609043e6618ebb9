using Pipeline.Training.Schedules;

namespace Pipeline.Training.Tests.Vectors;

public sealed class ScheduleVectorTests
{
    public static TheoryData<string> Schedules => SemiVectors.Of("lr_schedule");

    [Theory]
    [MemberData(nameof(Schedules))]
    public void The_rate_of_every_epoch_is_the_vectors(string id)
    {
        var vector = SemiVectors.Case(id);
        var schedule = new EpochCosine(
            vector.Parameter("base_lr") * vector.Parameter("multiplier"), vector.Parameter("base_lr"), vector.Parameter("eta_min"),
            vector.Parameter("warmup_epochs"), vector.Parameter("max_epoch"));
        var expected = vector.Array("lr_per_epoch");
        Assert.Equal((int)vector.Parameter("max_epoch"), expected.Length);
        for (var epoch = 0; epoch < expected.Length; epoch++) Assert.Equal(expected[epoch], schedule.At(epoch), 1e-15);
    }
}
