namespace Pipeline.Export;

/// <summary>
/// One size of a graph value: a number, or (numerator / denominator) · symbol + offset, where the symbol ("N", "H", "W")
/// is chosen when the model runs and is known to be a multiple of some number.
/// </summary>
public readonly record struct Dim
{
    private readonly long _multiple, _numerator, _denominator, _offset;

    private Dim(string? symbol, long multiple, long numerator, long denominator, long offset)
    {
        long divisor = (long)System.Numerics.BigInteger.GreatestCommonDivisor(numerator, denominator);
        (Symbol, _multiple, _offset) = (symbol, multiple, offset);
        (_numerator, _denominator) = (numerator / divisor, denominator / divisor);
    }

    /// <summary>Name of the free size, or null for a fixed one.</summary>
    public string? Symbol { get; }

    /// <summary>The number, or null while a symbol is in it.</summary>
    public long? Value => Symbol is null ? _offset : null;

    /// <summary>A known size.</summary>
    public static Dim Fixed(long size) => new(null, 1, 0, 1, size);

    /// <summary>A size that is known at run time only, always a multiple of <paramref name="multiple"/>.</summary>
    public static Dim Named(string symbol, long multiple = 1) => new(symbol, multiple, 1, 1, 0);

    /// <summary>This size times a whole number.</summary>
    public Dim Times(long factor) => Symbol is null
        ? Fixed(checked(_offset * factor))
        : new(Symbol, _multiple, _numerator * factor, _denominator, _offset * factor);

    /// <summary>The sum of two sizes, as when concatenating.</summary>
    public Dim Plus(Dim other) => (Symbol, other.Symbol) switch
    {
        (null, null) => Fixed(checked(_offset + other._offset)),
        (_, null) => new(Symbol, _multiple, _numerator, _denominator, _offset + other._offset),
        (null, _) => other.Plus(this),
        _ when Symbol == other.Symbol => new(
            Symbol, _multiple, (_numerator * other._denominator) + (other._numerator * _denominator),
            _denominator * other._denominator, _offset + other._offset),
        _ => Named($"({this})+({other})"),
    };

    /// <summary>Number of windows of a convolution or pooling: floor((size + padding − span) / stride) + 1.</summary>
    /// <param name="span">dilation · (kernel − 1) + 1.</param>
    /// <param name="stride">Step between windows.</param>
    /// <param name="padding">Sum of the padding at both ends.</param>
    public Dim Windows(long span, long stride, long padding)
    {
        long rest = _offset + padding - span;
        if (Symbol is null)
        {
            return rest >= 0 ? Fixed((rest / stride) + 1) : throw new ArgumentException(
                $"Size {_offset} with padding {padding} is smaller than the window of {span}.");
        }
        // Exact only where the symbol's part divides; otherwise the size keeps its formula as its name.
        return (_numerator * _multiple) % (_denominator * stride) == 0
            ? new Dim(Symbol, _multiple, _numerator, _denominator * stride, (long)Math.Floor((double)rest / stride) + 1)
            : Named($"floor(({this}{rest - _offset:+0;-0;+0})/{stride})+1");
    }

    /// <summary>True when the size is a multiple of <paramref name="divisor"/> whatever the symbol's value.</summary>
    public bool IsMultipleOf(long divisor) =>
        (_numerator * _multiple) % (_denominator * divisor) == 0 && _offset % divisor == 0;

    /// <summary>As written into the model: "8", "H", "H/2", "2*W+1".</summary>
    public override string ToString()
    {
        if (Symbol is null)
        {
            return $"{_offset}";
        }
        string text = _numerator == 1 ? Symbol : $"{_numerator}*{Symbol}";
        text += _denominator == 1 ? "" : $"/{_denominator}";
        return _offset == 0 ? text : $"{text}{_offset:+0;-0}";
    }
}
