using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Inference;

namespace Segrun;

/// <summary>Turns a failure into one line on stderr and the exit code that scripts rely on.</summary>
internal static class Failure
{
    private const int NoSpaceOnLinux = 28;
    private const int QuotaOnLinux = 122;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>Prints the failure, with its stack when <paramref name="verbose"/>, and gives the exit code.</summary>
    public static int Report(Exception e, bool verbose)
    {
        int code = Code(e);
        Say(code == ExitCodes.Fault ? $"internal fault ({e.GetType().Name}): {e.Message} Please report it with the output of --verbose." : e.Message);
        if (verbose && code != ExitCodes.Cancelled)
            Console.Error.WriteLine(e.ToString());
        return code;
    }

    /// <summary>The exit code of a failure.</summary>
    public static int Code(Exception e) => e switch
    {
        OperationCanceledException => ExitCodes.Cancelled,
        DeviceUnavailableException or OutOfMemoryException => ExitCodes.Unavailable,
        IOException { HResult: NoSpaceOnLinux or QuotaOnLinux or DiskFullOnWindows } => ExitCodes.Unavailable,
        UserInputException or BundleException or ImageFormatException or ModelException or IOException or UnauthorizedAccessException => ExitCodes.BadInput,
        _ => ExitCodes.Fault,
    };

    /// <summary>Prints what is wrong: one line on stderr, with the program's name.</summary>
    public static void Say(string message) => Console.Error.WriteLine($"segrun: {OneLine(message)}");

    /// <summary>A message as one line, without control characters.</summary>
    private static string OneLine(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
