using System.CommandLine;

namespace segtrain.Commands;

/// <summary>segtrain weights: state_dicts to and from Python.</summary>
internal static class WeightsCommand
{
    public static Command Build(Shell shell) => new("weights", "List, convert and compare weight files, Python's .pt and .pth too")
    {
        WeightsListCommand.Build(shell),
        WeightsConvertCommand.Build(shell),
        WeightsCompareCommand.Build(shell),
    };
}
