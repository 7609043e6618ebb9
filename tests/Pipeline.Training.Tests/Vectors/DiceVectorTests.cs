using Pipeline.Imaging;

namespace Pipeline.Training.Tests.Vectors;

public sealed class DiceVectorTests
{
    [Fact]
    public void Dice_over_all_slices_of_a_scan_is_the_vectors_up_to_their_smoothing()
    {
        var vector = SemiVectors.Case("dice3d");
        var (prediction, truth) = (Maps(vector, "pred"), Maps(vector, "target"));
        var scans = vector.Inputs.GetProperty("scan").EnumerateArray().Select(scan => scan.GetString()!).ToList();
        var (classes, smooth) = ((int)vector.Parameter("classes"), vector.Parameter("smooth"));
        var perSlice = prediction.Length / scans.Count;
        var found = new List<double[]>();
        foreach (var scan in scans.Distinct(StringComparer.Ordinal))
        {
            var voxels = Enumerable.Range(0, prediction.Length).Where(i => scans[i / perSlice] == scan).ToList();
            var (a, b) = (voxels.Select(i => prediction[i]).ToArray(), voxels.Select(i => truth[i]).ToArray());
            // The vectors' value is (2·|A∩B| + s) / (|A| + |B| + s); ours has no s, and is 1 where both are empty.
            found.Add([.. Enumerable.Range(0, classes).Select(label =>
            {
                var sum = a.Count(v => v == label) + b.Count(v => v == label);
                return (Dice.Of(a, b, (ushort)label) * sum + smooth) / (sum + smooth);
            })]);
        }
        var expected = vector.Array("per_scan_per_class");
        Assert.Equal(expected.Length, found.Sum(scan => scan.Length));
        foreach (var (e, f) in expected.Zip(found.SelectMany(scan => scan))) Assert.Equal(e, f, 1e-10);

        var means = Enumerable.Range(0, classes).Select(c => found.Average(scan => scan[c])).ToList();
        foreach (var (e, f) in vector.Array("mean_per_class").Zip(means)) Assert.Equal(e, f, 1e-10);
        Assert.Equal(vector.Scalar("dsc_mean"), vector.Parameters.GetProperty("reported").EnumerateArray().Average(c => means[c.GetInt32()]), 1e-10);
    }

    private static ushort[] Maps(VectorCase vector, string name) =>
        [.. vector.Input(name).data<double>().ToArray().Select(value => (ushort)value)];
}
