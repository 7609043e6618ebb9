namespace Pipeline.Imaging.Formats.Zlib;

/// <summary>The checksum of zlib (RFC 1950): two sums modulo 65521.</summary>
internal static class Adler32
{
    private const uint Modulus = 65521;

    /// <summary>Bytes after which the second sum could overflow 32 bits (RFC 1950's reference code calls it NMAX).</summary>
    private const int BlockBytes = 5552;

    /// <summary>Continues a checksum; start with 1.</summary>
    public static uint Append(uint adler, ReadOnlySpan<byte> bytes)
    {
        uint a = adler & 0xFFFF, b = adler >> 16;
        while (bytes.Length > 0)
        {
            var block = bytes[..Math.Min(BlockBytes, bytes.Length)];
            foreach (var value in block)
            {
                a += value;
                b += a;
            }
            a %= Modulus;
            b %= Modulus;
            bytes = bytes[block.Length..];
        }
        return (b << 16) | a;
    }
}
