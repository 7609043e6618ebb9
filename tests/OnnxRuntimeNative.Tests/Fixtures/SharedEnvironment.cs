using System.Collections.Concurrent;

using Microsoft.ML.OnnxRuntime;

namespace OnnxRuntimeNative.Tests;

/// <summary>The process's one environment, made with a reader of its log lines before any test runs.</summary>
public sealed class SharedEnvironment
{
    public const string Name = "environment";

    public SharedEnvironment()
    {
        var options = new EnvironmentCreationOptions
        {
            logId = "tests",
            logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING,
            loggingParam = 41,
            loggingFunction = (parameter, severity, _, logId, _, message) => Log.Enqueue((parameter, severity, logId, message)),
        };
        Environment = OrtEnv.CreateInstanceWithOptions(ref options);
    }

    public OrtEnv Environment { get; }

    public ConcurrentQueue<(nint Parameter, OrtLoggingLevel Severity, string LogId, string Message)> Log { get; } = new();
}

[CollectionDefinition(SharedEnvironment.Name)]
public class SharedEnvironmentCollection : ICollectionFixture<SharedEnvironment>;
