namespace Pipeline.Inference.Tests;

public class OnnxRunnerTests
{
    private static readonly float[] Box = [1, 1, 1, 1, 1, 1, 1, 1, 1];

    [Fact]
    public void Runs_a_convolution_and_gives_the_sums_worked_out_by_hand()
    {
        using var runner = new OnnxRunner(TinyModels.Conv(1, 1, 3, Box, [0.5f]), DeviceSpec.Cpu);
        float[] output = new float[6];

        runner.Run([1, 2, 3, 4, 5, 6], 1, 2, 3, output);

        Assert.Equal([12.5f, 21.5f, 16.5f, 12.5f, 21.5f, 16.5f], output);
    }

    [Fact]
    public void Keeps_batch_channel_row_and_column_in_their_places()
    {
        using var runner = new OnnxRunner(TinyModels.Identity(3), DeviceSpec.Cpu);
        float[] input = [.. Enumerable.Range(0, 2 * 3 * 4 * 5).Select(i => (float)i)];
        float[] output = new float[input.Length];

        runner.Run(input, 2, 4, 5, output);

        Assert.Equal(input, output);
    }

    [Fact]
    public void A_repeated_run_of_a_bound_shape_allocates_nothing()
    {
        using var runner = new OnnxRunner(TinyModels.Identity(2), DeviceSpec.Cpu, threads: 1);
        float[] input = new float[2 * 16 * 16];
        float[] output = new float[input.Length];
        runner.Run(input, 1, 16, 16, output);
        runner.Run(input, 1, 16, 16, output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            runner.Run(input, 1, 16, 16, output);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void More_shapes_than_are_kept_bound_still_give_right_results()
    {
        using var runner = new OnnxRunner(TinyModels.Identity(1), DeviceSpec.Cpu);
        for (int size = 1; size <= 12; size++)
        {
            float[] input = [.. Enumerable.Range(0, size * size).Select(i => i + (size * 0.5f))];
            float[] output = new float[input.Length];
            runner.Run(input, 1, size, size, output);
            Assert.Equal(input, output);
        }
    }

    [Fact]
    public void Ten_runs_give_the_same_bytes()
    {
        float[] weights = [.. Enumerable.Range(0, 4 * 2 * 9).Select(i => MathF.Sin(i))];
        using var runner = new OnnxRunner(TinyModels.Conv(2, 4, 3, weights, new float[4]), DeviceSpec.Cpu, threads: 2);
        float[] input = [.. Enumerable.Range(0, 2 * 33 * 47).Select(i => MathF.Cos(i))];
        float[] first = new float[4 * 33 * 47];
        runner.Run(input, 1, 33, 47, first);
        for (int i = 0; i < 10; i++)
        {
            float[] again = new float[first.Length];
            runner.Run(input, 1, 33, 47, again);
            Assert.Equal(first, again);
        }
    }

    [Fact]
    public void Named_run_gives_every_output_with_its_shape()
    {
        using var runner = new OnnxRunner(TinyModels.Identity(2));
        var image = new NamedTensor([1, 2, 3, 4], [1, 2, 1, 2]);

        IReadOnlyDictionary<string, NamedTensor> outputs = runner.RunNamed(new Dictionary<string, NamedTensor> { ["image"] = image });

        Assert.Equal(["logits"], outputs.Keys);
        Assert.Equal([1, 2, 1, 2], outputs["logits"].Shape);
        Assert.Equal([1f, 2, 3, 4], outputs["logits"].Values);
    }

    [Fact]
    public void Wrong_number_of_channels_is_a_model_error_in_one_line()
    {
        using var runner = new OnnxRunner(TinyModels.Identity(2));
        ModelException e = Assert.Throws<ModelException>(() => runner.Run(new float[3 * 4], 1, 2, 2, new float[3 * 4]));
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a model")]
    public void What_is_no_model_is_refused_in_one_line(string text)
    {
        ModelException e = Assert.Throws<ModelException>(() => new OnnxRunner(System.Text.Encoding.UTF8.GetBytes(text), DeviceSpec.Cpu));
        Assert.StartsWith("The model does not load in ONNX Runtime", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void A_named_device_that_this_build_lacks_is_an_error_and_not_the_processor_instead()
    {
        DeviceSpec absent = OperatingSystem.IsWindows() ? new(DeviceKind.Cuda, 99) : new(DeviceKind.DirectML);
        DeviceUnavailableException e = Assert.Throws<DeviceUnavailableException>(() => new OnnxRunner(TinyModels.Identity(1), absent));
        Assert.Contains("--device cpu", e.Message, StringComparison.Ordinal);
    }
}
