using Pipeline.Imaging;
using Pipeline.Training.Datasets.Layout;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Datasets;

public sealed class DefaultPreparationTests(PhantomData data)
{
    [Fact]
    public void A_fine_image_is_brought_to_320_pixels_and_a_coarse_one_keeps_its_spacing()
    {
        var folder = Directory.CreateDirectory(data.New("spacing")).FullName;
        string Image(string name, int x, int y, double spacing)
        {
            var path = Path.Combine(folder, name);
            ImageFile.WriteLabels(path, new Volume<ushort>(new Size3(x, y, 1), Geometry.FromSpacing(spacing, spacing, 5), new ushort[x * y]));
            return path;
        }
        // 512 · 0.8 mm / 320 = 1.28 mm; 200 pixels are fewer than 320.
        Assert.Equal([1.28, 0.8], DefaultPreparation.Spacing([Image("fine.nii", 512, 200, 0.8)]));
        Assert.Equal([1.5, 1.5], DefaultPreparation.Spacing([Image("a.nii", 40, 40, 1), Image("b.nii", 40, 40, 1.5), Image("c.nii", 40, 40, 4)]));
    }

    [Theory]
    [InlineData(true, "CT")]
    [InlineData(true, "ct", "CT")]
    [InlineData(false, "CT", "PET")]
    [InlineData(false, "MRI")]
    public void Data_count_as_CT_when_every_channel_is(bool expected, params string[] channels) =>
        Assert.Equal(expected, DefaultPreparation.Window(channels) is not null);
}
