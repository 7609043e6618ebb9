using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp;

/// <summary>
/// An operator of libtorch by name and overload: <c>new Op("sum", "dim_IntList")</c> is aten::sum.dim_IntList.
/// Keep it in a static readonly field; the handle is looked up at the first call, once.
/// </summary>
internal sealed unsafe class Op(string name, string overload = "")
{
    private nint _handle;

    internal string Name { get; } = FullName(name);

    internal string Overload { get; } = overload;

    internal nint Handle => _handle != 0 ? _handle : Resolve();

    /// <summary>The operator's signature as libtorch prints it.</summary>
    internal string Schema => NativeApi.Text(NativeApi.st_schema(Handle));

    /// <summary>Whether this libtorch has the operator; for choosing between the names of different versions.</summary>
    internal static bool Exists(string name, string overload = "")
    {
        fixed (byte* n = Utf8(FullName(name)), o = Utf8(overload))
            return NativeApi.st_op_exists(n, o) != 0;
    }

    public override string ToString() => Overload.Length == 0 ? Name : $"{Name}.{Overload}";

    private static string FullName(string name) => name.Contains("::", StringComparison.Ordinal) ? name : "aten::" + name;

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private nint Resolve()
    {
        nint handle;
        fixed (byte* n = Utf8(Name), o = Utf8(Overload))
        {
            if (NativeApi.st_op(n, o, &handle) < 0)
                throw new ExternalException($"libtorch {NativeApi.Version} has no operator {this}: {NativeApi.Text(NativeApi.st_error()).TrimEnd()}");
        }
        return _handle = handle;
    }
}
