using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Hostile;

/// <summary>One crafted file: its id, what it tries, the file, and what the refusal has to say (nothing: it must be read).</summary>
public sealed record Attack(string Id, string Idea, byte[] File, params string[] Message)
{
    public override string ToString() => $"{Id} {Idea}";

    internal static byte[] Nifti(Action<NiftiBytes> change, bool bigEndian = false)
    {
        var file = new NiftiBytes(bigEndian);
        change(file);
        return file.ToArray();
    }

    internal static byte[] Meta(Action<MetaText> change)
    {
        var file = new MetaText();
        change(file);
        return file.ToArray();
    }
}
