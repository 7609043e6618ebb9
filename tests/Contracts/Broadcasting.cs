namespace Pipeline.Contracts;

/// <summary>How the shapes of two operands differ.</summary>
public enum Broadcasting
{
    /// <summary>[N,C,H,W] beside [N,C,H,W].</summary>
    None,

    /// <summary>[N,C,H,W] beside [N,1,H,W].</summary>
    Channel,

    /// <summary>[N,1,H,W] beside [N,C,H,W].</summary>
    FirstOperand,

    /// <summary>[N,C,1,W] beside [N,C,H,1].</summary>
    RowBesideColumn,

    /// <summary>[N,C,H,W] beside [C,1,1].</summary>
    LowerRank,
}
