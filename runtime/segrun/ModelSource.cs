namespace Segrun;

/// <summary>How a command is told its model.</summary>
internal enum ModelSource
{
    /// <summary>As <c>-m MODEL</c>.</summary>
    Option,

    /// <summary>As the argument MODEL.</summary>
    Argument,

    /// <summary>Not at all: it names models in another way.</summary>
    None,
}
