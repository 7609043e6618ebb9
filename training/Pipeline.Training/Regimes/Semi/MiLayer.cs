using System.Globalization;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// A layer of the network whose features are regularised, written <c>Name:weight[:padding]</c>: encoder blocks (Conv1 … Conv5) get the global
/// loss on pooled features, decoder blocks (Up_conv5 … Up_conv2) the local loss with neighbours up to <paramref name="Padding"/> pixels away.
/// </summary>
public sealed record MiLayer(string Name, double Weight, int Padding)
{
    private static readonly string[] Blocks = ["Conv1", "Conv2", "Conv3", "Conv4", "Conv5", "Up_conv5", "Up_conv4", "Up_conv3", "Up_conv2"];

    public bool IsEncoder => Name.StartsWith("Conv", StringComparison.Ordinal);

    /// <summary>Pixels of the input per pixel of the layer, along one axis: 1 for Conv1 and Up_conv2, twice as many per level below.</summary>
    public int Stride => 1 << (Name[^1] - (IsEncoder ? '1' : '2'));

    /// <summary>Reads a comma-separated list; throws <see cref="ArgumentException"/> naming the part that does not fit.</summary>
    public static IReadOnlyList<MiLayer> ParseList(string text)
    {
        var layers = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        if (layers.Count == 0 || layers.DistinctBy(layer => layer.Name).Count() != layers.Count)
        {
            throw new ArgumentException($"semi.layers = {text}: expected different layers such as Conv5:1, Up_conv3:0.5:1");
        }
        return layers;
    }

    private static MiLayer Parse(string text)
    {
        var parts = text.Split(':');
        var padding = 1;
        if (parts.Length is 2 or 3 && Blocks.Contains(parts[0])
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) && weight is > 0 and <= 1000
            && (parts.Length == 2 || (int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out padding) && padding <= 16)))
        {
            return new MiLayer(parts[0], weight, padding);
        }
        throw new ArgumentException($"semi.layers: found '{text}', expected name:weight or name:weight:padding with a name among {string.Join(", ", Blocks)}");
    }
}
