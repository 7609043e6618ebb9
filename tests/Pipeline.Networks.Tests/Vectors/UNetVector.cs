using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

/// <summary>
/// The case <c>unet</c> of a <c>semi.json</c>: weights by formula, input by formula, expected logits and sums.
/// </summary>
internal sealed class UNetVector
{
    private static readonly string[] Blocks =
        ["Conv1", "Conv2", "Conv3", "Conv4", "Conv5", "Up5", "Up_conv5", "Up4", "Up_conv4", "Up3", "Up_conv3", "Up2", "Up_conv2"];

    private readonly JsonElement _case;

    private UNetVector(JsonElement unet) => _case = unet;

    public int InputChannels => Parameters.GetProperty("in_channels").GetInt32();

    public int Classes => Parameters.GetProperty("classes").GetInt32();

    public long ParameterCount => Parameters.GetProperty("parameter_count").GetInt64();

    private JsonElement Parameters => _case.GetProperty("params");

    private JsonElement Expectations => _case.GetProperty("expected");

    public static UNetVector Load() => new(VectorFile.Case("semi", "unet"));

    public double Scalar(string name) => Expectations.GetProperty(name).GetDouble();

    public double[] Array(string name) => Expectations.Numbers(name).Data;

    /// <summary>x[b][c][h][w] = sin(0.3 h) + cos(0.2 w (1 + b)), two images of 32×32.</summary>
    public (int[] Shape, double[] Data) Input()
    {
        const int Batch = 2, Size = 32;
        double[] data = new double[Batch * InputChannels * Size * Size];
        for (int i = 0; i < data.Length; i++)
        {
            int w = i % Size, h = i / Size % Size, b = i / (Size * Size * InputChannels);
            data[i] = Math.Sin(0.3 * h) + Math.Cos(0.2 * w * (1 + b));
        }
        return ([Batch, InputChannels, Size, Size], data);
    }

    /// <summary>A network with the vector's weights, in double precision and evaluation mode.</summary>
    public MiUNet Network()
    {
        MiUNet network = new MiUNet(InputChannels, Classes).to(ScalarType.Float64);
        network.eval();
        string[] keys = [.. Keys()];
        Assert.Equal(Parameters.GetProperty("order").EnumerateArray().Select(entry => entry.GetString()), keys.Select(NameInVector));
        Dictionary<string, Tensor> state = network.state_dict();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        for (int t = 0; t < keys.Length; t++)
        {
            Tensor target = state[keys[t]];
            double[] values = [.. Enumerable.Range(0, (int)target.numel()).Select(j => Fill(NameInVector(keys[t]), target.shape, t, j))];
            target.copy_(tensor(values, target.shape));
        }
        return network;
    }

    private double Fill(string name, long[] shape, int t, int j)
    {
        double wave = Math.Sin((0.7 * j) + (1.3 * t) + Parameters.GetProperty("phase").GetDouble());
        return name[(name.IndexOf(':') + 1)..] switch
        {
            "conv.weight" => wave * Math.Sqrt(3.0 / (shape[1] * shape[2] * shape[3])),
            "bn.weight" => 1 + (0.1 * wave),
            "running_mean" or "bn.running_mean" => 0.05 * wave,
            "running_var" or "bn.running_var" => 1 + (0.2 * wave * wave),
            _ => 0.1 * wave,
        };
    }

    /// <summary>state_dict keys in the order of the vector.</summary>
    private static IEnumerable<string> Keys()
    {
        string[] norm = ["weight", "bias", "running_mean", "running_var"];
        foreach (string block in Blocks)
        {
            bool up = block.StartsWith("Up", StringComparison.Ordinal) && !block.StartsWith("Up_", StringComparison.Ordinal);
            foreach (int convolution in up ? new[] { 1 } : [0, 3])
            {
                string sequence = $"{block}.{(up ? "up" : "conv")}";
                yield return $"{sequence}.{convolution}.weight";
                foreach (string name in norm)
                {
                    yield return $"{sequence}.{convolution + 1}.{name}";
                }
            }
        }
        yield return "DeConv_1x1.weight";
        yield return "DeConv_1x1.bias";
    }

    /// <summary>"Conv1.conv.1.bias" is "Conv1:bn.bias" in the vector.</summary>
    private static string NameInVector(string key)
    {
        string[] parts = key.Split('.');
        bool convolution = parts.Length == 2 || parts[2] is "0" or "3" || (parts[1] == "up" && parts[2] == "1");
        return $"{parts[0]}:{(convolution ? "conv" : "bn")}.{parts[^1]}";
    }
}
