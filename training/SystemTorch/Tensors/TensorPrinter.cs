using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes the values of a tensor as nested lists in the brackets of NumPy, C# or (with a heading) Julia.</summary>
internal sealed class TensorPrinter(TensorStringStyle style, string format, CultureInfo culture, string newLine)
{
    private const int Shown = 6;

    private readonly (string Open, string Close, string Separator) _marks =
        style == TensorStringStyle.CSharp ? ("{", "}", ", ") : ("[", "]", " ");

    internal string Print(Tensor tensor)
    {
        using var values = tensor.detach();
        using var host = values.to(tensor.dtype == ScalarType.Float16 || tensor.dtype == ScalarType.BFloat16 ? ScalarType.Float32 : tensor.dtype, CPU);
        var text = new StringBuilder();
        if (style is TensorStringStyle.Julia or TensorStringStyle.Default) text.Append(tensor).Append(newLine);
        Append(text, host, 1);
        return text.ToString();
    }

    private void Append(StringBuilder text, Tensor part, int depth)
    {
        if (part.ndim == 0)
        {
            text.Append(Number(part));
            return;
        }
        var n = part.size(0);
        var rows = part.ndim > 1;
        text.Append(_marks.Open);
        for (long i = 0; i < n; i++)
        {
            if (i > 0) text.Append(rows ? _marks.Separator.TrimEnd() + newLine + new string(' ', depth) : _marks.Separator);
            if (n > Shown && i == Shown / 2)
            {
                text.Append("...");
                i = n - (Shown / 2) - 1;
                continue;
            }
            using var element = part.select(0, i);
            Append(text, element, depth + 1);
        }
        text.Append(_marks.Close);
    }

    private string Number(Tensor value) => value.dtype switch
    {
        ScalarType.Float32 => value.item<float>().ToString(format, culture),
        ScalarType.Float64 => value.item<double>().ToString(format, culture),
        ScalarType.Bool => value.item<bool>() ? "true" : "false",
        ScalarType.ComplexFloat32 => value.item<(float, float)>().ToString(),
        ScalarType.ComplexFloat64 => value.item<System.Numerics.Complex>().ToString(format, culture),
        _ => value.ToInt64().ToString(culture),
    };
}
