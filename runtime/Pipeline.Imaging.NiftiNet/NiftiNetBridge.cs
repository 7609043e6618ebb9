using Nifti.NET;
using Pipeline.Imaging.Formats.Nifti;
using PackageHeader = Nifti.NET.NiftiHeader;
using PackageImage = Nifti.NET.Nifti;

namespace Pipeline.Imaging.NiftiNet;

/// <summary>
/// For programs that hold Nifti.NET's objects: to and from <see cref="Volume{T}"/>. The package leaves <c>scl_slope</c> to its
/// user and has no affine; both are done here by the rules of our own reader.
/// </summary>
public static class NiftiNetBridge
{
    /// <summary>A 3-D volume with its scaling applied and its geometry.</summary>
    /// <exception cref="ArgumentException">The image is not 3-D, its data are not one number per voxel, or it has no usable geometry.</exception>
    public static Volume<float> FromNiftiNet(PackageImage image)
    {
        PackageHeader h = image.Header;
        if (h.dim[0] < 3 || h.dim.Skip(4).Take(h.dim[0] - 3).Any(n => n > 1))
            throw new ArgumentException($"found {string.Join('×', h.dim.Skip(1).Take(h.dim[0]))}, expected a 3-D image; take one volume of it first.");
        var header = new Formats.Nifti.NiftiHeader
        {
            Kind = new NiftiDetector(1, BigEndian: false, Pair: false),
            Dim = Array.ConvertAll(h.dim, n => (long)n),
            DataType = (NiftiDataType)h.datatype,
            VoxOffset = h.vox_offset,
            Slope = h.scl_slope,
            Intercept = h.scl_inter,
            QformCode = h.qform_code,
            SformCode = h.sform_code,
            XyztUnits = h.xyzt_units,
            Pixdim = Array.ConvertAll(h.pixdim, v => (double)v),
            Quaternion = [h.quatern_b, h.quatern_c, h.quatern_d, h.qoffset_x, h.qoffset_y, h.qoffset_z],
            Srow = [.. h.srow_x.Concat(h.srow_y).Concat(h.srow_z).Select(v => (double)v)],
        };
        var size = new Size3(h.dim[1], h.dim[2], h.dim[3]);
        var stored = (Array)image.Data;
        if (stored.Length != size.Count) throw new ArgumentException($"the image holds {stored.Length} numbers, expected {size.Count} for {size.X}×{size.Y}×{size.Z}.");
        var (slope, intercept) = header.IsScaled ? (header.Slope, header.Intercept) : (1.0, 0.0);
        var voxels = new float[stored.Length];
        for (var i = 0; i < voxels.Length; i++)
            voxels[i] = (float)(Convert.ToDouble(stored.GetValue(i), System.Globalization.CultureInfo.InvariantCulture) * slope + intercept);
        try
        {
            return new Volume<float>(size, NiftiGeometry.Of(header), voxels);
        }
        catch (InvalidDataException fault)
        {
            throw new ArgumentException(fault.Message, fault);
        }
    }

    /// <summary>A 32-bit float image with the volume's affine as sform, and the codes and quaternion of the file it came from.</summary>
    public static Nifti<float> ToNiftiNet(Volume<float> volume)
    {
        var source = volume.Geometry.Source;
        // Our affine is in mm; the header is written in the unit that it names.
        var millimetres = source?.MillimetresPerUnit ?? 1;
        float[] affine = Array.ConvertAll(volume.Geometry.Affine.ToArray(), v => (float)(v / millimetres));
        var (x, y, z) = volume.Geometry.Spacing;
        var header = new PackageHeader
        {
            dim = [3, (short)volume.Size.X, (short)volume.Size.Y, (short)volume.Size.Z, 1, 1, 1, 1],
            datatype = PackageHeader.DT_FLOAT32,
            bitpix = 32,
            pixdim = source?.Pixdim.ToArray() ?? [1, (float)x, (float)y, (float)z, 0, 0, 0, 0],
            vox_offset = 352,
            scl_slope = 1,
            xyzt_units = source?.XyztUnits ?? 2,
            sform_code = source is { SformCode: > 0 } ? source.SformCode : (short)1,
            srow_x = affine[0..4],
            srow_y = affine[4..8],
            srow_z = affine[8..12],
            magic = [(byte)'n', (byte)'+', (byte)'1', 0],
        };
        if (source is not null)
        {
            header.qform_code = source.QformCode;
            (header.quatern_b, header.quatern_c, header.quatern_d) = (source.Quaternion[0], source.Quaternion[1], source.Quaternion[2]);
            (header.qoffset_x, header.qoffset_y, header.qoffset_z) = (source.Quaternion[3], source.Quaternion[4], source.Quaternion[5]);
        }
        return new Nifti<float> { Header = header, Data = (float[])volume.Voxels.Clone() };
    }
}
