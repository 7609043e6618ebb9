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
    public void Thousands_of_runs_do_not_grow_the_process()
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
        // A leak grows in every block of runs; compiler and collector grow in some.
        long least = long.MaxValue;
        for (int block = 0; block < 5; block++)
        {
            long before = Resident();
            Runs(2000);
            least = Math.Min(least, Resident() - before);
        }
        Assert.True(least < 1 << 20, $"resident memory grew by at least {least} bytes in each of 5 blocks of 2000 runs");
    }
}
