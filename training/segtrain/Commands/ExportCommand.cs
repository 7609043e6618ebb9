using System.CommandLine;

namespace segtrain.Commands;

internal static class ExportCommand
{
    public static Command Build(Shell shell) => new("export", "x");
}
