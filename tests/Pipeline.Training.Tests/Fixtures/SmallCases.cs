using Pipeline.Imaging;
using Pipeline.Training.Preparation;

namespace Pipeline.Training.Tests.Fixtures;

/// <summary>Prepared cases made of a bright disc on a gradient, one disc per slice.</summary>
internal static class SmallCases
{
    public static LabelledCase Labelled(string id, int width, int height, int slices)
    {
        var image = new float[width * height * slices];
        var labels = new byte[image.Length];
        for (var z = 0; z < slices; z++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var at = (z * height + y) * width + x;
                    var r = Math.Sqrt((x - width / 2.0) * (x - width / 2.0) + (y - height / 2.0) * (y - height / 2.0));
                    labels[at] = r < width / 8.0 ? (byte)3 : r < width / 6.0 ? (byte)2 : x < width / 3 && r < width / 3.0 ? (byte)1 : (byte)0;
                    image[at] = labels[at] + 0.01f * x + 0.1f * z;
                }
            }
        }
        return new LabelledCase(new ImageCase(id, id, new Size3(width, height, slices), [image]), labels);
    }
}
