using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace OnnxRuntimeNative.Tests;

[Collection(SharedEnvironment.Name)]
public sealed class InferenceSessionTests : IDisposable
{
    private readonly InferenceSession _session = new(TinyModel.Scale(2));
    private readonly RunOptions _options = new();
    private readonly float[] _values = [1, 2, 3, -4, -5, -6];

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    [Fact]
    public void Inputs_and_outputs_are_described()
    {
        Assert.Equal(["x"], _session.InputNames);
        Assert.Equal(["y"], _session.OutputNames);
        Assert.Empty(_session.OverridableInitializerMetadata);
        NodeMetadata input = _session.InputMetadata["x"];
        Assert.True(input.IsTensor);
        Assert.False(input.IsString);
        Assert.Equal(OnnxValueType.ONNX_TYPE_TENSOR, input.OnnxValueType);
        Assert.Equal(TensorElementType.Float, input.ElementDataType);
        Assert.Equal(typeof(float), input.ElementType);
        Assert.Equal([-1, 3], input.Dimensions);
        Assert.Equal(["batch", ""], input.SymbolicDimensions);
    }

    [Fact]
    public void Metadata_of_the_model_are_read()
    {
        ModelMetadata metadata = _session.ModelMetadata;
        Assert.Equal(("tests", "tiny", "org.example", "scales", "a graph for tests", 7L),
            (metadata.ProducerName, metadata.GraphName, metadata.Domain, metadata.Description, metadata.GraphDescription, metadata.Version));
        Assert.Equal("{\"größe\": 3}", Assert.Single(metadata.CustomMetadataMap, entry => entry.Key == "pipeline.card").Value);
    }

    [Fact]
    public void Run_allocates_its_outputs()
    {
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(_values, [2, 3]);
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, ["x"], [x], ["y"]);
        OrtValue y = Assert.Single(results);
        Assert.Equal([2L, 3L], y.GetTensorTypeAndShape().Shape);
        Assert.Equal([2, 4, 6, -8, -10, -12], y.GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Run_takes_inputs_by_name()
    {
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(_values, [2, 3]);
        var inputs = new Dictionary<string, OrtValue>(StringComparer.Ordinal) { ["x"] = x };
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, inputs, ["y"]);
        Assert.Equal(-12, results[0].GetTensorDataAsSpan<float>()[5]);
    }

    [Fact]
    public void Run_writes_into_the_callers_tensors()
    {
        var result = new float[6];
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(_values, [2, 3]);
        using OrtValue y = OrtValue.CreateTensorValueFromMemory(result, [2, 3]);
        _session.Run(null!, ["x"], [x], ["y"], [y]);
        Assert.Equal([2, 4, 6, -8, -10, -12], result);
    }

    [Fact]
    public void Two_threads_may_run_one_session()
    {
        Parallel.For(0, 50, i =>
        {
            float[] values = [i, i, i];
            using var options = new RunOptions();
            using OrtValue x = OrtValue.CreateTensorValueFromMemory(values, [1, 3]);
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, ["x"], [x], ["y"]);
            Assert.Equal(2 * i, results[0].GetTensorDataAsSpan<float>()[2]);
        });
    }

    [Fact]
    public void A_model_is_opened_from_a_path_with_spaces_and_umlauts()
    {
        string path = Path.Combine(Path.GetTempPath(), $"größe und raum {Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, TinyModel.Scale(3));
        try
        {
            using var session = new InferenceSession(path);
            Assert.Equal(["x"], session.InputNames);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_disposed_session_says_so()
    {
        _session.Dispose();
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(_values, [2, 3]);
        Assert.Throws<ObjectDisposedException>(() => _session.Run(_options, ["x"], [x], ["y"]));
        Assert.Throws<ObjectDisposedException>(_session.CreateIoBinding);
    }

    [Fact]
    public void A_profile_is_written_where_the_prefix_says()
    {
        string prefix = Path.Combine(Path.GetTempPath(), $"profile-{Guid.NewGuid():N}");
        using var options = new SessionOptions { ProfileOutputPathPrefix = prefix, EnableProfiling = true };
        using var session = new InferenceSession(TinyModel.Scale(2), options);
        string file = session.EndProfiling();
        Assert.StartsWith(prefix, file, StringComparison.Ordinal);
        Assert.True(File.Exists(file), file);
        File.Delete(file);
    }
}
