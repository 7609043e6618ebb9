using System.Globalization;

namespace Pipeline.Bundles;

/// <summary>
/// A version as semver.org 2.0.0 defines it: MAJOR.MINOR.PATCH[-pre-release][+build]. Build metadata takes no part in the order.
/// </summary>
public readonly record struct SemanticVersion : IComparable<SemanticVersion>
{
    private const int MaxLength = 64;

    /// <summary>A release version.</summary>
    public SemanticVersion(int major, int minor, int patch) : this(major, minor, patch, null, null) { }

    private SemanticVersion(int major, int minor, int patch, string? preRelease, string? build)
    {
        (Major, Minor, Patch, PreRelease, Build) = (major, minor, patch, preRelease, build);
    }

    /// <summary>Changes when labels, geometry or normalisation change.</summary>
    public int Major { get; }

    /// <summary>Changes when the model is better and a drop-in.</summary>
    public int Minor { get; }

    /// <summary>Changes when only the texts or evidence changed.</summary>
    public int Patch { get; }

    /// <summary>Dot-separated identifiers after '-', or null.</summary>
    public string? PreRelease { get; }

    /// <summary>Dot-separated identifiers after '+', or null.</summary>
    public string? Build { get; }

    /// <summary>Reads a version, or throws with the expected form.</summary>
    public static SemanticVersion Parse(string text) =>
        TryParse(text, out SemanticVersion version)
            ? version
            : throw new UserInputException($"version '{text}' is not a semantic version; expected MAJOR.MINOR.PATCH such as 1.0.0 or 1.1.0-rc.1");

    /// <summary>Reads a version; false when the text is anything else (leading zeros and a 'v' prefix included).</summary>
    public static bool TryParse(string? text, out SemanticVersion version)
    {
        version = default;
        if (text is null || text.Length is 0 or > MaxLength) { return false; }
        string rest = text;
        string? build = CutAfter(ref rest, '+');
        string? preRelease = CutAfter(ref rest, '-');
        string[] core = rest.Split('.');
        if (core.Length != 3
            || !TryNumber(core[0], out int major) || !TryNumber(core[1], out int minor) || !TryNumber(core[2], out int patch)
            || (build is not null && !AreIdentifiers(build, numbersStrict: false))
            || (preRelease is not null && !AreIdentifiers(preRelease, numbersStrict: true)))
        {
            return false;
        }
        version = new SemanticVersion(major, minor, patch, preRelease, build);
        return true;
    }

    /// <summary>Order of precedence (semver.org, section 11).</summary>
    public int CompareTo(SemanticVersion other)
    {
        int order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (order != 0) { return order; }
        if (PreRelease is null || other.PreRelease is null)
        {
            // A pre-release comes before its release.
            return (PreRelease is null).CompareTo(other.PreRelease is null);
        }
        string[] mine = PreRelease.Split('.'), theirs = other.PreRelease.Split('.');
        for (int i = 0; i < Math.Min(mine.Length, theirs.Length); i++)
        {
            order = CompareIdentifiers(mine[i], theirs[i]);
            if (order != 0) { return order; }
        }
        return mine.Length.CompareTo(theirs.Length);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Major}.{Minor}.{Patch}{(PreRelease is null ? "" : "-" + PreRelease)}{(Build is null ? "" : "+" + Build)}";

    /// <summary>Precedence of two versions.</summary>
    public static bool operator <(SemanticVersion a, SemanticVersion b) => a.CompareTo(b) < 0;

    /// <summary>Precedence of two versions.</summary>
    public static bool operator >(SemanticVersion a, SemanticVersion b) => a.CompareTo(b) > 0;

    /// <summary>Precedence of two versions.</summary>
    public static bool operator <=(SemanticVersion a, SemanticVersion b) => a.CompareTo(b) <= 0;

    /// <summary>Precedence of two versions.</summary>
    public static bool operator >=(SemanticVersion a, SemanticVersion b) => a.CompareTo(b) >= 0;

    private static string? CutAfter(ref string text, char mark)
    {
        int at = text.IndexOf(mark);
        if (at < 0) { return null; }
        string tail = text[(at + 1)..];
        text = text[..at];
        return tail;
    }

    private static bool IsDigits(string s) => s.Length > 0 && s.All(char.IsAsciiDigit);

    private static bool TryNumber(string s, out int value)
    {
        value = 0;
        return IsDigits(s) && (s.Length == 1 || s[0] != '0')
            && int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool AreIdentifiers(string text, bool numbersStrict) =>
        Array.TrueForAll(text.Split('.'), id =>
            id.Length > 0 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && !(numbersStrict && IsDigits(id) && id.Length > 1 && id[0] == '0'));

    private static int CompareIdentifiers(string a, string b)
    {
        bool aNumber = IsDigits(a), bNumber = IsDigits(b);
        if (aNumber && bNumber)
        {
            return a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b);
        }
        return aNumber != bNumber ? (aNumber ? -1 : 1) : string.CompareOrdinal(a, b);
    }
}
