namespace TorchSharp;

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;

    public static Scalar ToScalar(this sbyte value) => value;

    public static Scalar ToScalar(this short value) => value;

    public static Scalar ToScalar(this int value) => value;

    public static Scalar ToScalar(this long value) => value;

    public static Scalar ToScalar(this float value) => value;

    public static Scalar ToScalar(this double value) => value;

    public static Scalar ToScalar(this (float Real, float Imaginary) value) => value;

    public static Scalar ToScalar(this bool value) => value;

    public static float ToSingle(this Scalar value) => (float)value.Double;

    public static double ToDouble(this Scalar value) => value.Double;

    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.Long);

    public static byte ToByte(this Scalar value) => checked((byte)value.Long);

    public static short ToInt16(this Scalar value) => checked((short)value.Long);

    public static int ToInt32(this Scalar value) => checked((int)value.Long);

    public static long ToInt64(this Scalar value) => value.Long;

    public static bool ToBoolean(this Scalar value) => value.Double != 0;
}
