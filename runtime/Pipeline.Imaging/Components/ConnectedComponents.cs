namespace Pipeline.Imaging;

/// <summary>Connected components of label maps; voxels of different labels never belong together.</summary>
public static class ConnectedComponents
{
    /// <summary>
    /// Component number per voxel, x fastest: 0 for background, then 1, 2, … in the order of each component's first voxel.
    /// </summary>
    public static int[] Label(Volume<ushort> labels, out int count, Connectivity connectivity = Connectivity.TwentySix)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var runs = new LabelRuns(labels.Voxels, labels.Size, connectivity);
        var numbers = new int[labels.Voxels.Length];
        var numberOfRoot = new int[runs.Runs.Count];
        count = 0;
        for (var i = 0; i < runs.Runs.Count; i++)
        {
            // A root is its component's first run, so it is met before the others.
            var root = runs.Root(i);
            if (root == i)
                numberOfRoot[i] = ++count;
            numbers.AsSpan(runs.Runs[i].First, runs.Runs[i].Length).Fill(numberOfRoot[root]);
        }
        return numbers;
    }

    /// <summary>
    /// Sets to 0, for each of the given labels, all voxels outside its largest component; of equal ones the one with the
    /// lowest first voxel stays. Other labels stay as they are. Works in place.
    /// </summary>
    public static void KeepLargest(Volume<ushort> labels, IReadOnlyList<ushort> classes, Connectivity connectivity = Connectivity.TwentySix)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        var runs = new LabelRuns(labels.Voxels, labels.Size, connectivity);
        var voxels = new long[runs.Runs.Count];
        for (var i = 0; i < voxels.Length; i++)
            voxels[runs.Root(i)] += runs.Runs[i].Length;

        var largest = classes.Distinct().ToDictionary(label => label, _ => -1);
        for (var i = 0; i < voxels.Length; i++)
        {
            var label = runs.Runs[i].Label;
            if (voxels[i] > 0 && largest.TryGetValue(label, out var best) && (best < 0 || voxels[i] > voxels[best]))
                largest[label] = i;
        }
        for (var i = 0; i < voxels.Length; i++)
        {
            var run = runs.Runs[i];
            if (largest.TryGetValue(run.Label, out var best) && runs.Root(i) != best)
                labels.Voxels.AsSpan(run.First, run.Length).Clear();
        }
    }
}
