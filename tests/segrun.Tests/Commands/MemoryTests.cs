using System.Text.RegularExpressions;

using Pipeline.Bundles;
using Pipeline.Inference.Tests;

namespace Segrun.Tests;

/// <summary>The peak of the process against the plan, for networks whose memory is not that of plain convolutions: two runs of four slices.</summary>
public sealed class MemoryTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    public static TheoryData<string> Networks => ["deformable", "transposed", "map"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Peak_of_a_network_stays_within_the_plans_headroom(string network)
    {
        GraphModel graph = network switch
        {
            "deformable" => LargerModels.Deformable(16),
            "transposed" => LargerModels.Transposed(32),
            _ => LargerModels.ActivationMap(16),
        };
        File.WriteAllBytes(_shop.At("model.onnx"), graph.ToBytes(new Dictionary<string, string> { [Card.MetadataKey] = TinyCards.Card(2, divisor: 16).ToModelJson() }));
        string image = _shop.WriteImage("scan.nii", 320, 320, 8);
        SegrunResult result = SegrunProgram.Run("predict", image, "-m", _shop.At("model.onnx"), "-o", _shop.At("out.nii"), "--verbose", "--max-memory", "4096");
        Assert.True(result.Code == 0, result.Error);
        int planned = Number(result.Error, "memory: (?<n>[0-9]+) MiB planned");
        int peak = Number(result.Error, "memory: (?<n>[0-9]+) MiB at the peak");
        Assert.InRange(peak, 0.7 * planned, 1.15 * planned);
    }

    private static int Number(string text, string pattern) =>
        int.Parse(Regex.Match(text, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["n"].Value);
}
