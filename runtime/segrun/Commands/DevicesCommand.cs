using System.CommandLine;

using Pipeline.Bundles;
using Pipeline.Inference;

namespace Segrun;

/// <summary><c>segrun devices</c>: what can be used on this machine, found out by using it.</summary>
internal static class DevicesCommand
{
    public const string Description = "List the devices of this machine and whether they can be used.";

    public static void Build(Command command)
    {
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        command.Add(json);
        command.SetAction(parsed =>
        {
            DevicesReport report = DeviceProbe.Run();
            if (parsed.GetValue(json))
                Table.WriteJson(report.ToJson());
            else
                Table.Write([["device", "usable", report.Backend], .. report.Devices.Select(d => (string[])[d.Device, d.Available ? "yes" : "no", d.Detail])]);
            return ExitCodes.Done;
        });
    }
}
