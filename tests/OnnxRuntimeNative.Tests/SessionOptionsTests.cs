using Microsoft.ML.OnnxRuntime;

namespace OnnxRuntimeNative.Tests;

[Collection(SharedEnvironment.Name)]
public class SessionOptionsTests
{
    [Fact]
    public void Settings_are_taken_by_the_library_and_read_back()
    {
        using var options = new SessionOptions
        {
            EnableMemoryPattern = false,
            EnableCpuMemArena = false,
            IntraOpNumThreads = 2,
            InterOpNumThreads = 1,
            LogVerbosityLevel = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            ExecutionMode = ExecutionMode.ORT_PARALLEL,
        };
        options.AppendExecutionProvider_CPU(0);
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        Assert.Equal((false, false, 2, 1, 1), (options.EnableMemoryPattern, options.EnableCpuMemArena, options.IntraOpNumThreads, options.InterOpNumThreads, options.LogVerbosityLevel));
        Assert.Equal((GraphOptimizationLevel.ORT_ENABLE_BASIC, ExecutionMode.ORT_PARALLEL), (options.GraphOptimizationLevel, options.ExecutionMode));
        using var session = new InferenceSession(TinyModel.Scale(1), options);
        Assert.Single(session.InputNames);
    }

    [Fact]
    public void An_open_axis_is_fixed_by_its_name()
    {
        using var options = new SessionOptions();
        options.AddFreeDimensionOverrideByName("batch", 4);
        using var session = new InferenceSession(TinyModel.Scale(1), options);
        Assert.Equal([4, 3], session.InputMetadata["x"].Dimensions);
    }

    [Fact]
    public void The_optimised_model_is_written_where_asked()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        using var options = new SessionOptions { OptimizedModelFilePath = path, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED };
        using var session = new InferenceSession(TinyModel.Scale(1), options);
        Assert.True(new FileInfo(path).Length > 0);
        File.Delete(path);
    }

    [Fact]
    public void An_unknown_level_is_refused()
    {
        using var options = new SessionOptions();
        Assert.Throws<OnnxRuntimeException>(() => options.GraphOptimizationLevel = (GraphOptimizationLevel)42);
    }

    [Fact]
    public void Run_options_keep_their_settings()
    {
        using var options = new RunOptions { LogId = "run", LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, LogVerbosityLevel = 0 };
        options.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        Assert.Equal(("run", OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, 0, false), (options.LogId, options.LogSeverityLevel, options.LogVerbosityLevel, options.Terminate));
        using var session = new InferenceSession(TinyModel.Scale(1));
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(new float[3], [1, 3]);
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, ["x"], [x], ["y"]);
        Assert.Single(results);
    }

    [Fact]
    public void Thread_pools_take_their_sizes()
    {
        using var threads = new OrtThreadingOptions { GlobalIntraOpNumThreads = 2, GlobalInterOpNumThreads = 1, GlobalSpinControl = false };
        threads.SetGlobalDenormalAsZero();
        Assert.False(threads.IsInvalid);
    }
}
