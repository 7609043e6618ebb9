using Pipeline.Imaging;

namespace Pipeline.Training.Reports;

/// <summary>One row of an overlay picture: a case's image with its truth and a prediction, all on one grid.</summary>
public sealed record OverlayRow(Volume<float> Image, Volume<ushort> Truth, Volume<ushort> Prediction);

/// <summary>
/// A picture for the eye: per case one slice as image | truth | prediction, labels as tinted areas with a solid border. The slice is the one with
/// the most foreground in the truth, the window a square around the foreground.
/// </summary>
public static class OverlayPicture
{
    private const int Panel = 256;
    private const int Gap = 4;

    // Okabe and Ito's palette, first colours for labels 1, 2, 3, …
    private static readonly (byte R, byte G, byte B)[] Colours =
        [(86, 180, 233), (230, 159, 0), (213, 94, 0), (0, 158, 115), (204, 121, 167), (240, 228, 66), (0, 114, 178)];

    /// <summary>The cases to show where none were chosen: up to four, spread over the list, the same for the same list.</summary>
    public static IEnumerable<T> Examples<T>(IReadOnlyList<T> cases)
    {
        var count = Math.Min(4, cases.Count);
        return Enumerable.Range(0, count).Select(i => cases[i * cases.Count / count]);
    }

    public static void Write(string path, IReadOnlyList<OverlayRow> rows)
    {
        var width = 3 * Panel + 2 * Gap;
        var height = rows.Count * (Panel + Gap) - Gap;
        var rgb = new byte[width * height * 3];
        Array.Fill(rgb, (byte)255);
        for (var r = 0; r < rows.Count; r++) DrawRow(rgb, width, r * (Panel + Gap), rows[r]);
        Png.Write(path, width, height, rgb);
    }

    private static void DrawRow(byte[] rgb, int width, int top, OverlayRow row)
    {
        var z = FullestSlice(row.Truth);
        var window = Window(row.Truth, z);
        var (low, high) = Percentiles.Of(row.Image.Slice(z), 1, 99);
        for (var y = 0; y < Panel; y++)
        {
            for (var x = 0; x < Panel; x++)
            {
                var sx = window.X + (x + 0.5) * window.Side / Panel - 0.5;
                var sy = window.Y + (y + 0.5) * window.Side / Panel - 0.5;
                var grey = (byte)Math.Clamp(255 * (Sample(row.Image, sx, sy, z) - low) / Math.Max(1e-6f, high - low), 0, 255);
                Put(rgb, width, x, top + y, (grey, grey, grey));
                Put(rgb, width, Panel + Gap + x, top + y, Tint(row.Truth, sx, sy, z, grey, (double)window.Side / Panel));
                Put(rgb, width, 2 * (Panel + Gap) + x, top + y, Tint(row.Prediction, sx, sy, z, grey, (double)window.Side / Panel));
            }
        }
    }

    private static (byte R, byte G, byte B) Tint(Volume<ushort> labels, double x, double y, int z, byte grey, double pixel)
    {
        var label = Label(labels, x, y, z);
        if (label == 0) return (grey, grey, grey);
        var border = Label(labels, x - pixel, y, z) != label || Label(labels, x + pixel, y, z) != label
            || Label(labels, x, y - pixel, z) != label || Label(labels, x, y + pixel, z) != label;
        var (r, g, b) = Colours[(label - 1) % Colours.Length];
        var opacity = border ? 1.0 : 0.35;
        byte Mix(byte colour) => (byte)(grey + opacity * (colour - grey));
        return (Mix(r), Mix(g), Mix(b));
    }

    private static int FullestSlice(Volume<ushort> truth)
    {
        var best = 0;
        var most = -1;
        for (var z = 0; z < truth.Size.Z; z++)
        {
            var count = truth.Slice(z).Length - System.MemoryExtensions.Count(truth.Slice(z), (ushort)0);
            if (count > most) (best, most) = (z, count);
        }
        return best;
    }

    private static (double X, double Y, int Side) Window(Volume<ushort> truth, int z)
    {
        int x0 = truth.Size.X, x1 = -1, y0 = truth.Size.Y, y1 = -1;
        for (var y = 0; y < truth.Size.Y; y++)
        {
            for (var x = 0; x < truth.Size.X; x++)
            {
                if (truth[x, y, z] == 0) continue;
                (x0, x1, y0, y1) = (Math.Min(x0, x), Math.Max(x1, x), Math.Min(y0, y), Math.Max(y1, y));
            }
        }
        if (x1 < 0) (x0, x1, y0, y1) = (0, truth.Size.X - 1, 0, truth.Size.Y - 1);
        var side = (int)(1.5 * Math.Max(x1 - x0 + 1, y1 - y0 + 1));
        return ((x0 + x1 - side) / 2.0, (y0 + y1 - side) / 2.0, side);
    }

    private static float Sample(Volume<float> image, double x, double y, int z)
    {
        var ix = (int)Math.Floor(x);
        var iy = (int)Math.Floor(y);
        var tx = (float)(x - ix);
        var ty = (float)(y - iy);
        float At(int px, int py) => image[Math.Clamp(px, 0, image.Size.X - 1), Math.Clamp(py, 0, image.Size.Y - 1), z];
        return (At(ix, iy) * (1 - tx) + At(ix + 1, iy) * tx) * (1 - ty) + (At(ix, iy + 1) * (1 - tx) + At(ix + 1, iy + 1) * tx) * ty;
    }

    private static ushort Label(Volume<ushort> labels, double x, double y, int z)
    {
        var ix = (int)Math.Round(x);
        var iy = (int)Math.Round(y);
        return (uint)ix < (uint)labels.Size.X && (uint)iy < (uint)labels.Size.Y ? labels[ix, iy, z] : (ushort)0;
    }

    private static void Put(byte[] rgb, int width, int x, int y, (byte R, byte G, byte B) colour)
    {
        var at = (y * width + x) * 3;
        (rgb[at], rgb[at + 1], rgb[at + 2]) = colour;
    }
}
