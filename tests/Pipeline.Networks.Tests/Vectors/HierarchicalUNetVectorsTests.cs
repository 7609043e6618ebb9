using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

public sealed class HierarchicalUNetVectorsTests
{
    public static TheoryData<ScalarType, double> Precisions => VectorAssert.Precisions;

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Evaluation_mode_gives_the_vectors_logits_at_every_head_and_size(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement vector = VectorFile.Case("semi-weakly", "network_forward");
        using HierarchicalUNet network = Network(vector, anySize: true, type);
        using IDisposable noGradient = no_grad();
        foreach (JsonElement expected in vector.GetProperty("cases").EnumerateArray())
        {
            (Tensor logits, IReadOnlyList<Tensor> auxiliary) = network.Heads(TorchOps.Instance, Input(expected, type));
            (long[] row, double[] first) = expected.Numbers("mask_logits_first_row");
            VectorAssert.Near(first, VectorAssert.Doubles(logits[0].select(1, 0).narrow(1, 0, row[1])), tolerance);
            VectorAssert.Near(expected, "aux0", auxiliary[0], tolerance);
            AssertSums(expected.Number("mask_logits_sum"), expected.Number("mask_logits_abs_sum"), logits, tolerance);

            double[] sums = expected.Numbers("aux_sum").Data, sizes = expected.Numbers("aux_abs_sum").Data;
            double[] shapes = expected.Numbers("aux_shapes").Data;
            Assert.Equal(shapes, auxiliary.SelectMany(output => output.shape).Select(size => (double)size));
            for (int level = 0; level < sums.Length; level++)
            {
                AssertSums(sums[level], sizes[level], auxiliary[level], tolerance);
            }
        }
    }

    [Fact]
    public void Padding_changes_nothing_at_multiples_of_sixteen()
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement vector = VectorFile.Case("semi-weakly", "network_forward");
        using HierarchicalUNet padded = Network(vector, anySize: true, ScalarType.Float64), plain = Network(vector, anySize: false, ScalarType.Float64);
        Tensor x = rand([2, 1, 32, 16], ScalarType.Float64);
        Assert.Equal(VectorAssert.Doubles(padded.call(x)), VectorAssert.Doubles(plain.call(x)));
    }

    [Fact]
    public void Parameter_counts_are_the_vectors_in_training_and_exported()
    {
        foreach (JsonElement counts in VectorFile.Case("semi-weakly", "parameter_counts").EnumerateArray())
        {
            int channels = counts.GetProperty("in").GetInt32();
            using HierarchicalUNet network = new(new HierarchicalUNetOptions
            {
                InputChannels = channels,
                Classes = counts.GetProperty("classes").GetInt32(),
                Width = counts.GetProperty("width").GetInt32(),
                HeadHidden = counts.GetProperty("head_hidden").GetInt32(),
            });
            Assert.Equal(counts.GetProperty("train").GetInt64(), network.parameters().Sum(parameter => parameter.numel()));
            Assert.Equal(counts.GetProperty("export").GetInt64(), Reached.Parameters(network, [1, channels, 16, 16]));
        }
    }

    // A sum is as exact as its terms: where they cancel, the scale is the sum of their sizes.
    private static void AssertSums(double sum, double absoluteSum, Tensor found, double tolerance)
    {
        Tensor values = found.to(ScalarType.Float64);
        VectorAssert.Near(sum, values.sum().item<double>(), tolerance * Math.Max(1, absoluteSum));
        VectorAssert.Near(absoluteSum, values.abs().sum().item<double>(), tolerance * Math.Max(1, absoluteSum));
    }

    /// <summary>x[n,0,i,j] = sin(0.1 i + 0.2 j + n).</summary>
    private static Tensor Input(JsonElement size, ScalarType type)
    {
        int n = size.GetProperty("N").GetInt32(), h = size.GetProperty("H").GetInt32(), w = size.GetProperty("W").GetInt32();
        double[] values = [.. Enumerable.Range(0, n * h * w).Select(e => Math.Sin((0.1 * (e / w % h)) + (0.2 * (e % w)) + (e / (h * w))))];
        return tensor(values, [n, 1, h, w]).to(type);
    }

    /// <summary>A network with the vector's generated weights, in evaluation mode.</summary>
    private static HierarchicalUNet Network(JsonElement vector, bool anySize, ScalarType type)
    {
        HierarchicalUNet network = new HierarchicalUNet(new HierarchicalUNetOptions
        {
            InputChannels = vector.GetProperty("in_channels").GetInt32(),
            Classes = vector.GetProperty("num_classes").GetInt32(),
            Width = vector.GetProperty("width").GetInt32(),
            HeadHidden = vector.GetProperty("head_hidden").GetInt32(),
            AnySize = anySize,
        }).to(type);
        Assert.Equal(vector.GetProperty("params").GetInt64(), network.parameters().Sum(parameter => parameter.numel()));
        network.eval();
        Dictionary<string, Tensor> state = network.state_dict();
        long u = vector.GetProperty("lcg_seed").GetInt64();
        using IDisposable noGradient = no_grad();
        foreach (JsonElement entry in vector.GetProperty("tensors").EnumerateArray())
        {
            string name = entry[0].GetString()!;
            Tensor target = state[Key(name)];
            Assert.Equal(entry[1].EnumerateArray().Select(size => size.GetInt64()), target.shape);
            double[] values = new double[target.numel()];
            foreach (ref double value in values.AsSpan())
            {
                u = ((1103515245 * u) + 12345) & 0x7FFFFFFF;
                value = Fill(name, target.shape, (u / (double)(1 << 30)) - 1);
            }
            target.copy_(tensor(values, target.shape));
        }
        return network;
    }

    private static double Fill(string name, long[] shape, double r) => name[(name.LastIndexOf('.') + 1)..] switch
    {
        "weight" when shape.Length == 4 => r * Math.Sqrt(6.0 / (name[0] == 'u' ? shape[0] : shape[1] * shape[2] * shape[3])),
        "weight" => 1 + (0.2 * r),
        "running_var" => 1 + (0.3 * r),
        _ => 0.1 * r,
    };

    /// <summary>"d.0.3.weight" of the vector is "up1.conv.double_conv.3.weight".</summary>
    private static string Key(string name)
    {
        string[] parts = name.Split('.');
        int level = parts[0] == "mask" ? 0 : int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        string rest = string.Join('.', parts.Skip(parts[0] == "mask" ? 1 : 2));
        string head = rest[0] == '1' ? rest : rest.Insert(1, ".conv");
        return parts[0] switch
        {
            "e" => level == 0 ? $"inc.double_conv.{rest}" : $"down{level}.maxpool_conv.1.double_conv.{rest}",
            "u" => $"up{level + 1}.up.{rest}",
            "d" => $"up{level + 1}.conv.double_conv.{rest}",
            "mask" => $"outc_mask.{head}",
            _ => $"{HierarchicalUNet.AuxiliaryNames[level]}.{head}",
        };
    }
}
