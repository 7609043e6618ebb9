using Pipeline.Bundles;

namespace Pipeline.Training.Datasets.MmWhs;

/// <summary>Which of the two modalities is read, and whether all seven structures are told apart or the four of the domain-adaptation papers.</summary>
/// <param name="Modality">"ct" or "mr", as in the file names.</param>
/// <param name="Four">Ascending aorta, left atrium, left ventricle, its myocardium; the others count as background.</param>
public sealed record MmWhsVariant(string Modality, bool Four)
{
    /// <summary>Values as in the challenge's label maps.</summary>
    private static readonly LabelInfo[] Structures =
    [
        new() { Value = 205, Name = "LV myocardium" },
        new() { Value = 420, Name = "left atrium" },
        new() { Value = 500, Name = "left ventricle" },
        new() { Value = 550, Name = "right atrium" },
        new() { Value = 600, Name = "right ventricle" },
        new() { Value = 820, Name = "ascending aorta" },
        new() { Value = 850, Name = "pulmonary artery" },
    ];

    public static IReadOnlyList<MmWhsVariant> All { get; } = [new("ct", false), new("mr", false), new("ct", true), new("mr", true)];

    public string Name => $"mm-whs-{Modality}{(Four ? "-4" : "")}";

    public bool IsCt => Modality == "ct";

    public IReadOnlyList<LabelInfo> Labels => [new LabelInfo { Value = 0, Name = "background" }, .. Structures.Where(s => !Four || IsOfFour(s.Value))];

    /// <summary>421 is a slip for 420 in a label map of the challenge, which public code repairs too; where four are told apart, the others are 0.</summary>
    public IReadOnlyDictionary<int, int> Aliases => Structures.Where(s => Four && !IsOfFour(s.Value)).Select(s => (s.Value, To: 0)).Append((421, 420)).ToDictionary();

    private static bool IsOfFour(int value) => value is 205 or 420 or 500 or 820;
}
