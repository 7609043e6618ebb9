using TorchSharp.Modules;

namespace Pipeline.Export;

// As in evaluation: nothing happens.
public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor Dropout(Dropout m, ReferenceTensor x) => Show(nameof(Dropout), m, x);

    /// <inheritdoc/>
    public ReferenceTensor Dropout2d(Dropout2d m, ReferenceTensor x) => Show(nameof(Dropout2d), m, x);

    /// <inheritdoc/>
    public ReferenceTensor Dropout3d(Dropout3d m, ReferenceTensor x) => Show(nameof(Dropout3d), m, x);
}
