namespace Pipeline.Bundles.Tests;

public sealed class SemanticVersionTests
{
    /// <summary>The order that semver.org gives in section 11, and core numbers that text order would get wrong.</summary>
    private static readonly string[] Ascending =
    [
        "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
        "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
    ];

    [Fact]
    public void Order_is_that_of_the_specification()
    {
        for (int i = 0; i < Ascending.Length; i++)
        {
            for (int j = 0; j < Ascending.Length; j++)
            {
                Assert.Equal(
                    i.CompareTo(j), Math.Sign(SemanticVersion.Parse(Ascending[i]).CompareTo(SemanticVersion.Parse(Ascending[j]))));
            }
        }
    }

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("10.20.30-rc.1+build.5")]
    [InlineData("1.0.0+001")]
    [InlineData("1.0.0-0a.b-c")]
    public void Text_round_trip(string text) => Assert.Equal(text, SemanticVersion.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("1.0.0.0")]
    [InlineData("v1.0.0")]
    [InlineData("01.0.0")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0+")]
    [InlineData("1.0.0-a..b")]
    [InlineData("1.0.0 ")]
    [InlineData("-1.0.0")]
    [InlineData("99999999999.0.0")]
    [InlineData("1.0.0-\u00e9")]
    [InlineData("1.\u0660.0")]
    [InlineData("../1.0.0")]
    public void Refuses(string text)
    {
        Assert.False(SemanticVersion.TryParse(text, out _));
        Assert.Contains("expected MAJOR.MINOR.PATCH", Assert.Throws<UserInputException>(() => SemanticVersion.Parse(text)).Message, StringComparison.Ordinal);
    }
}
