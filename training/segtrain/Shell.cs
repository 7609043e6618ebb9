using Pipeline.Bundles;
using Pipeline.Export;
using Pipeline.Imaging;
using Pipeline.Inference;

namespace segtrain;

/// <summary>What every command shares: where it prints, and how exceptions become one line and an exit code.</summary>
internal sealed class Shell(IReadOnlyList<string> args, TextWriter output, TextWriter error)
{
    /// <summary>Results.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Progress and errors.</summary>
    public TextWriter Error { get; } = error;

    public IReadOnlyList<string> Arguments { get; } = args;

    /// <summary>Runs a command's body; Ctrl-C and SIGTERM cancel the token, a second one ends the process.</summary>
    public int Guard(bool verbose, Func<CancellationToken, int> body)
    {
        using var interrupts = new Interrupts();
        try
        {
            return body(interrupts.Token);
        }
        catch (OperationCanceledException)
        {
            return Fail("cancelled", ExitCodes.Cancelled, verbose, null);
        }
        catch (Exception e) when (e is UserInputException or ImageFormatException or BundleException or WeightsException or ExportException)
        {
            return Fail(e.Message, ExitCodes.BadInput, verbose, e);
        }
        catch (DeviceUnavailableException e)
        {
            return Fail(e.Message, ExitCodes.Unavailable, verbose, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message, ExitCodes.BadInput, verbose, e);
        }
        catch (Exception e) when (BackendFault(e) is { } reason)
        {
            return Fail($"the tensor library cannot be loaded ({reason}); run './build.sh Setup', then 'segtrain doctor'", ExitCodes.Unavailable, verbose, e);
        }
        catch (Exception e)
        {
            return Fail($"internal error: {e.GetType().Name}: {e.Message}; please report it, with the output of --verbose", ExitCodes.Fault, verbose, e);
        }
    }

    // TorchSharp and SystemTorch load their native half in a type initialiser.
    private static string? BackendFault(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException) return inner.Message.Split('\n')[0].Trim();
        }
        return e is TypeInitializationException { TypeName: { } name, InnerException: { } cause } && name.StartsWith("TorchSharp", StringComparison.Ordinal)
            ? cause.Message.Split('\n')[0].Trim()
            : null;
    }

    private int Fail(string message, int code, bool verbose, Exception? exception)
    {
        Error.WriteLine($"segtrain: {message.ReplaceLineEndings(" ")}");
        if (verbose && exception is not null) Error.WriteLine(exception);
        return code;
    }
}
