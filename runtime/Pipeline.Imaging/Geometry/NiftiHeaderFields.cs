namespace Pipeline.Imaging;

/// <summary>
/// The geometry fields of a NIfTI header, bit for bit as stored (single precision), so that a map on the same grid can be
/// written with identical ones. NIfTI-2 stores doubles: they are rounded to single precision here.
/// </summary>
public sealed class NiftiHeaderFields : IEquatable<NiftiHeaderFields>
{
    private readonly float[] _pixdim;
    private readonly float[] _quaternion;
    private readonly float[] _srow;

    internal NiftiHeaderFields(short qformCode, short sformCode, byte xyztUnits, float[] pixdim, float[] quaternion, float[] srow)
    {
        (QformCode, SformCode, XyztUnits) = (qformCode, sformCode, xyztUnits);
        (_pixdim, _quaternion, _srow) = (pixdim, quaternion, srow);
    }

    public short QformCode { get; }

    public short SformCode { get; }

    /// <summary>Units of space in the low three bits (0 unknown, 1 m, 2 mm, 3 µm), of time in the others.</summary>
    public byte XyztUnits { get; }

    /// <summary>Eight values: the sign of the third quaternion axis, then the distance along each of up to seven axes.</summary>
    public ReadOnlySpan<float> Pixdim => _pixdim;

    /// <summary>Six values: quatern_b, c, d and qoffset_x, y, z.</summary>
    public ReadOnlySpan<float> Quaternion => _quaternion;

    /// <summary>Twelve values: srow_x, srow_y, srow_z.</summary>
    public ReadOnlySpan<float> Srow => _srow;

    /// <summary>Millimetres per unit of space; 1 where the unit is unknown.</summary>
    public double MillimetresPerUnit => (XyztUnits & 7) switch { 1 => 1000, 3 => 0.001, _ => 1 };

    public bool Equals(NiftiHeaderFields? other) =>
        other is not null && QformCode == other.QformCode && SformCode == other.SformCode && XyztUnits == other.XyztUnits
        && Pixdim.SequenceEqual(other.Pixdim) && Quaternion.SequenceEqual(other.Quaternion) && Srow.SequenceEqual(other.Srow);

    public override bool Equals(object? obj) => Equals(obj as NiftiHeaderFields);

    public override int GetHashCode() => HashCode.Combine(QformCode, SformCode, XyztUnits, _srow[3], _srow[7], _srow[11]);
}
