using Pipeline.Training.Schedules;

namespace Pipeline.Training.Tests.Schedules;

public sealed class RampUpTests
{
    [Fact]
    public void Rises_from_e_to_the_minus_five_to_one_and_stays()
    {
        Assert.Equal(Math.Exp(-5), RampUp.At(0, 100, 0.2), 1e-12);
        Assert.Equal(Math.Exp(-1.25), RampUp.At(10, 100, 0.2), 1e-12);
        Assert.Equal(1, RampUp.At(20, 100, 0.2), 1e-12);
        Assert.Equal(1, RampUp.At(99, 100, 0.2), 1e-12);
    }

    [Fact]
    public void A_fraction_of_zero_means_the_full_weight_from_the_first_step() => Assert.Equal(1, RampUp.At(0, 100, 0), 1e-12);
}
