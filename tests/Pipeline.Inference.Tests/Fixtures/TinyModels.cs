using System.Runtime.InteropServices;

namespace Pipeline.Inference.Tests;

/// <summary>Networks of a single convolution whose every output can be worked out by hand; opset 17, IR 8, dynamic n, h, w.</summary>
internal static class TinyModels
{
    private const int Float = 1;

    /// <summary>logits = input, channel for channel.</summary>
    public static byte[] Identity(int channels)
    {
        float[] weights = new float[channels * channels];
        for (int c = 0; c < channels; c++)
            weights[(c * channels) + c] = 1;
        return Conv(channels, channels, kernel: 1, weights, new float[channels]);
    }

    /// <summary>
    /// Two or more classes of one modality, split at rising <paramref name="thresholds"/>: class k wins where
    /// thresholds[k-1] ≤ x ≤ thresholds[k], as logit k = k·x − Σ of the first k thresholds.
    /// </summary>
    public static byte[] Thresholds(float[] thresholds, IReadOnlyDictionary<string, string>? metadata = null)
    {
        int classes = thresholds.Length + 1;
        float[] weights = new float[classes];
        float[] bias = new float[classes];
        for (int k = 1; k < classes; k++)
        {
            weights[k] = k;
            bias[k] = bias[k - 1] - thresholds[k - 1];
        }

        return Conv(1, classes, kernel: 1, weights, bias, metadata);
    }

    /// <summary>A convolution with zero padding that keeps the size; weights are [outputs, inputs, kernel, kernel].</summary>
    public static byte[] Conv(int inputs, int outputs, int kernel, float[] weights, float[] bias, IReadOnlyDictionary<string, string>? metadata = null)
    {
        int pad = kernel / 2;
        var model = new ProtoWriter()
            .Varint(1, 8)
            .Text(2, "pipeline-tests")
            .Message(7, graph => graph
                .Message(1, node => node
                    .Text(1, "image").Text(1, "conv.weight").Text(1, "conv.bias")
                    .Text(2, "logits")
                    .Text(3, "conv")
                    .Text(4, "Conv")
                    .Message(5, a => Ints(a, "kernel_shape", kernel, kernel))
                    .Message(5, a => Ints(a, "pads", pad, pad, pad, pad)))
                .Text(2, "tiny")
                .Message(5, t => Tensor(t, "conv.weight", weights, outputs, inputs, kernel, kernel))
                .Message(5, t => Tensor(t, "conv.bias", bias, outputs))
                .Message(11, v => Value(v, "image", inputs))
                .Message(12, v => Value(v, "logits", outputs)))
            .Message(8, opset => opset.Text(1, "").Varint(2, 17));
        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>())
            model.Message(14, entry => entry.Text(1, key).Text(2, value));
        return model.ToArray();
    }

    private static void Ints(ProtoWriter attribute, string name, params ReadOnlySpan<long> values)
    {
        attribute.Text(1, name);
        foreach (long value in values)
            attribute.Varint(8, value);
        attribute.Varint(20, 7);
    }

    private static void Tensor(ProtoWriter tensor, string name, float[] values, params ReadOnlySpan<long> dims)
    {
        foreach (long dim in dims)
            tensor.Varint(1, dim);
        tensor.Varint(2, Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes<float>(values));
    }

    private static void Value(ProtoWriter value, string name, int channels) => value
        .Text(1, name)
        .Message(2, type => type.Message(1, tensor => tensor
            .Varint(1, Float)
            .Message(2, shape => shape
                .Message(1, d => d.Text(2, "n"))
                .Message(1, d => d.Varint(1, channels))
                .Message(1, d => d.Text(2, "h"))
                .Message(1, d => d.Text(2, "w")))));
}
