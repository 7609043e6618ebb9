using Microsoft.ML.OnnxRuntime;

namespace OnnxRuntimeNative.Tests;

[Collection(SharedEnvironment.Name)]
public sealed class OrtIoBindingTests : IDisposable
{
    private readonly InferenceSession _session = new(TinyModel.Scale(-1));
    private readonly RunOptions _options = new();
    private readonly float[] _input = [1, 2, 3];
    private readonly float[] _output = new float[3];
    private readonly OrtValue _x;
    private readonly OrtValue _y;
    private readonly OrtIoBinding _binding;

    public OrtIoBindingTests()
    {
        _x = OrtValue.CreateTensorValueFromMemory(_input, [1, 3]);
        _y = OrtValue.CreateTensorValueFromMemory(_output, [1, 3]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput("x", _x);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _x.Dispose();
        _y.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    [Fact]
    public void A_bound_run_reads_and_writes_the_bound_memory()
    {
        _binding.BindOutput("y", _y);
        _session.RunWithBinding(_options, _binding);
        Assert.Equal([-1, -2, -3], _output);
        _input[0] = 7;
        _binding.SynchronizeBoundInputs();
        _session.RunWithBinding(_options, _binding);
        _binding.SynchronizeBoundOutputs();
        Assert.Equal([-7, -2, -3], _output);
    }

    [Fact]
    public void A_bound_run_allocates_nothing()
    {
        _binding.BindOutput("y", _y);
        _session.RunWithBinding(_options, _binding);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            _session.RunWithBinding(_options, _binding);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Outputs_may_be_allocated_by_the_library()
    {
        _binding.BindOutputToDevice("y", OrtMemoryInfo.DefaultInstance);
        _session.RunWithBinding(_options, _binding);
        Assert.Equal(["y"], _binding.GetOutputNames());
        using IDisposableReadOnlyCollection<OrtValue> values = _binding.GetOutputValues();
        Assert.Equal([-1, -2, -3], Assert.Single(values).GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Cleared_bindings_are_gone()
    {
        _binding.BindOutput("y", _y);
        _binding.ClearBoundOutputs();
        Assert.Empty(_binding.GetOutputNames());
        _binding.BindOutput("y", _y);
        _binding.ClearBoundInputs();
        Assert.Throws<OnnxRuntimeException>(() => _session.RunWithBinding(_options, _binding));
    }

    [Fact]
    public void An_unknown_name_is_refused() => Assert.Throws<OnnxRuntimeException>(() => _binding.BindInput("nope", _x));

    [Fact]
    public void Two_thousand_runs_keep_the_memory()
    {
        long Resident()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
        void Runs(int count)
        {
            for (int i = 0; i < count; i++)
            {
                using OrtValue x = OrtValue.CreateTensorValueFromMemory(new float[3000], [1000, 3]);
                using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, ["x"], [x], ["y"]);
            }
        }
        Runs(200);
        long before = Resident();
        Runs(2000);
        Assert.InRange(Resident() - before, long.MinValue, 5 << 20);
    }
}
