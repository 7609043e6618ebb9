using System.Runtime.InteropServices;

using Microsoft.ML.OnnxRuntime;

namespace OnnxRuntimeNative.Tests;

[Collection(SharedEnvironment.Name)]
public partial class OrtEnvTests(SharedEnvironment shared)
{
    [Fact]
    public void There_is_one_environment() => Assert.Same(shared.Environment, OrtEnv.Instance());

    [Fact]
    public void A_second_environment_is_refused()
    {
        var options = new EnvironmentCreationOptions { logId = "second" };
        Assert.True(OrtEnv.IsCreated);
        Assert.Throws<InvalidOperationException>(() => OrtEnv.CreateInstanceWithOptions(ref options));
    }

    [Fact]
    public void The_library_is_at_least_version_1_24()
    {
        Version version = Version.Parse(shared.Environment.GetVersionString());
        Assert.True(version >= new Version(1, 24), version.ToString());
    }

    [Fact]
    public void The_processor_is_among_the_providers() => Assert.Contains("CPUExecutionProvider", shared.Environment.GetAvailableProviders());

    [Fact]
    public void Telemetry_is_off_in_the_C_environment()
    {
        shared.Environment.DisableTelemetryEvents();
        if (!OperatingSystem.IsWindows())
            Assert.Equal("1", Marshal.PtrToStringUTF8(GetEnvironmentVariable("ORT_DISABLE_TELEMETRY")));
    }

    [Fact]
    public void Log_lines_reach_the_reader_with_its_parameter()
    {
        using var options = new SessionOptions { LogId = "chatty", LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_VERBOSE };
        using var session = new InferenceSession(TinyModel.Scale(2), options);
        Assert.Contains(shared.Log, line => line.LogId == "chatty" && line.Parameter == 41 && line.Message.Length > 0);
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint GetEnvironmentVariable(string name);
}
