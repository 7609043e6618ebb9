namespace Pipeline.Export.Tests;

public sealed class ErrorFunctionTests
{
    // Abramowitz and Stegun, Handbook of Mathematical Functions, table 7.1: ten decimals.
    [Theory]
    [InlineData(0.02, 0.0225645747)]
    [InlineData(0.5, 0.5204998778)]
    [InlineData(1, 0.8427007929)]
    [InlineData(1.5, 0.9661051465)]
    [InlineData(2, 0.9953222650)]
    public void Gives_the_values_of_the_handbook(double x, double expected) => Assert.Equal(expected, ErrorFunction.Erf(x), 0.5e-10 + 1e-15);

    [Fact]
    public void Differs_from_the_C_library_in_the_last_digits_at_most()
    {
        double[] expected = RecordedOperators.Cases["erf"].Data;
        for (int i = 0; i < expected.Length; i++)
        {
            double x = (i - 56) / 8.0, found = ErrorFunction.Erf(x);
            Assert.True(Math.Abs(found - expected[i]) <= 1e-15 * Math.Abs(expected[i]), $"erf({x}) is {found:R}, expected {expected[i]:R}");
        }
    }

    [Fact]
    public void Is_exact_at_zero_and_keeps_relative_accuracy_beside_it()
    {
        Assert.Equal(0, ErrorFunction.Erf(0));
        Assert.Equal(2e-12 / Math.Sqrt(Math.PI), ErrorFunction.Erf(1e-12), 1e-27);
    }
}
