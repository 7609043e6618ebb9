using Pipeline.Training.Regimes.Semi;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Regimes.Semi;

public sealed class SemiBatchesTests
{
    private static SemiBatch Fill(SemiOptions options, long step, long seed = 5) => SmallBatches.Semi(options, step, seed);

    private static readonly SemiOptions Small = new() { Patch = 32, LabelledBatch = 3, UnlabelledBatch = 4 };

    [Fact]
    public void Equal_seeds_give_equal_labelled_windows_in_every_row()
    {
        var expected = Fill(Small, 7).Labelled;
        foreach (var row in new[] { Small with { WCons = 0, WMi = 0 }, Small with { WMi = 0 }, Small with { Strong = true }, Small with { UnlabelledBatch = 2 } })
        {
            Assert.Equal(expected.Images, Fill(row, 7).Labelled.Images);
            Assert.Equal(expected.Labels, Fill(row, 7).Labelled.Labels);
        }
        Assert.NotEqual(expected.Images, Fill(Small, 8).Labelled.Images);
        Assert.NotEqual(expected.Images, Fill(Small, 7, seed: 6).Labelled.Images);
    }

    [Fact]
    public void A_row_without_unlabelled_losses_reads_no_unlabelled_images()
    {
        Assert.Null(Fill(Small with { WCons = 0, WMi = 0 }, 1).Unlabelled);
        Assert.NotNull(Fill(Small with { WCons = 0, WMi = 0, UnlabelledForward = true }, 1).Unlabelled);
    }

    [Fact]
    public void Unlabelled_windows_and_flips_depend_on_the_step_alone()
    {
        var (one, two) = (Fill(Small, 3), Fill(Small with { Strong = true }, 3));
        Assert.Equal(one.Unlabelled!.Images, two.Unlabelled!.Images);
        Assert.Equal(one.Flips, two.Flips);
        Assert.Equal(8, one.Flips.Length);
        Assert.Contains(Enumerable.Range(0, 20), step => !Fill(Small, step).Flips.AsSpan().SequenceEqual(one.Flips));
    }

    [Fact]
    public void Affine_maps_take_over_the_flips_and_leave_all_else_as_it_is()
    {
        var (flipped, mapped) = (Fill(Small, 3), Fill(Small with { Affine = true }, 3));
        Assert.Equal(flipped.Unlabelled!.Images, mapped.Unlabelled!.Images);
        Assert.Equal(flipped.Flips, mapped.Flips);
        Assert.Null(flipped.Maps);
        Assert.Equal(
            Enumerable.Range(0, 4).Select(n => flipped.Flips[2 * n] != flipped.Flips[2 * n + 1]),
            mapped.Maps!.Chunk(AffineMaps.Numbers).Select(m => m[0] * m[4] < m[1] * m[3]));
        Assert.NotEqual(mapped.Maps, Fill(Small with { Affine = true }, 4).Maps);
    }

    [Fact]
    public void A_strong_view_changes_intensities_and_cuts_out_one_rectangle()
    {
        var batch = Fill(Small with { Strong = true, CutOut = 0.9 }, 3);
        var (plain, view) = (batch.Unlabelled!.Images, batch.Views!.Images);
        Assert.NotEqual(plain, view);
        for (var n = 0; n < 4; n++)
        {
            var image = view.AsSpan(n * 32 * 32, 32 * 32).ToArray();
            var cut = Enumerable.Range(0, image.Length).Where(i => image[i] == 0).ToList();
            Assert.NotEmpty(cut);
            var (height, width) = (cut.Max(i => i / 32) - cut.Min(i => i / 32) + 1, cut.Max(i => i % 32) - cut.Min(i => i % 32) + 1);
            Assert.Equal(height * width, cut.Count);
            Assert.InRange(Math.Max(height, width), 1, 29);
        }
    }

    [Fact]
    public void A_cut_out_of_zero_leaves_the_window_whole()
    {
        var view = Fill(Small with { Strong = true, CutOut = 0 }, 3).Views!.Images;
        Assert.DoesNotContain(0f, view);
    }

    [Fact]
    public void A_pasted_rectangle_brings_its_labels_and_lies_where_it_lay()
    {
        var batch = Fill(Small with { Strong = true, CutOut = 0, Paste = 0.9 }, 3);
        var views = batch.Views!;
        for (var n = 0; n < 4; n++)
        {
            var labels = views.Labels.AsSpan(n * 32 * 32, 32 * 32).ToArray();
            var pasted = Enumerable.Range(0, labels.Length).Where(i => labels[i] != StrongViews.NotPasted).ToList();
            var (height, width) = (pasted.Max(i => i / 32) - pasted.Min(i => i / 32) + 1, pasted.Max(i => i % 32) - pasted.Min(i => i % 32) + 1);
            Assert.Equal(height * width, pasted.Count);
            Assert.InRange(Math.Min(height, width), 14, 28);
            Assert.Contains(Enumerable.Range(0, 3), source => pasted.TrueForAll(i =>
                views.Images[n * 32 * 32 + i] == batch.Labelled.Images[source * 32 * 32 + i] && labels[i] == batch.Labelled.Labels[source * 32 * 32 + i]));
        }
        Assert.All(Fill(Small with { Strong = true }, 3).Views!.Labels, label => Assert.Equal(StrongViews.NotPasted, label));
    }

    [Fact]
    public void Weak_windows_differ_from_the_others_in_intensity_alone()
    {
        var (weak, other) = (Fill(Small with { Strong = true, Weak = true }, 3), Fill(Small with { Strong = true }, 3));
        Assert.NotEqual(other.Unlabelled!.Images, weak.Unlabelled!.Images);
        Assert.Equal(other.Labelled.Images, weak.Labelled.Images);
        Assert.Equal(other.Flips, weak.Flips);
    }
}
