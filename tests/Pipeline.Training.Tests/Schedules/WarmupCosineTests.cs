using Pipeline.Training.Schedules;

namespace Pipeline.Training.Tests.Schedules;

public sealed class WarmupCosineTests
{
    [Fact]
    public void Rises_to_the_peak_and_falls_to_the_minimum_by_hand_numbers()
    {
        var schedule = new WarmupCosine(Peak: 1, Minimum: 0, WarmupSteps: 4, Steps: 13);
        Assert.Equal(0.25, schedule.At(0), 1e-12);
        Assert.Equal(1.0, schedule.At(3), 1e-12);
        Assert.Equal(1.0, schedule.At(4), 1e-12);
        // Half way down the cosine: (12 - 4) / 2 steps after the warm-up.
        Assert.Equal(0.5, schedule.At(8), 1e-12);
        Assert.Equal((1 + Math.Cos(Math.PI / 4)) / 2, schedule.At(6), 1e-12);
        Assert.Equal(0, schedule.At(12), 1e-12);
    }

    [Fact]
    public void Without_warm_up_it_starts_at_the_peak()
    {
        Assert.Equal(2e-3, new WarmupCosine(2e-3, 1e-6, 0, 100).At(0), 1e-15);
        Assert.Equal(1e-6, new WarmupCosine(2e-3, 1e-6, 0, 100).At(99), 1e-15);
    }

    [Fact]
    public void A_single_step_is_taken_at_the_peak()
    {
        Assert.Equal(1, new WarmupCosine(1, 0, 0, 1).At(0), 1e-12);
    }
}
