using Microsoft.ML.OnnxRuntime;

namespace OnnxRuntimeNative.Tests;

/// <summary>Failures carry the library's own text behind the name of its code, as the official package words them.</summary>
[Collection(SharedEnvironment.Name)]
public sealed class FailureTests : IDisposable
{
    private readonly InferenceSession _session = new(TinyModel.Scale(2));
    private readonly RunOptions _options = new();
    private readonly OrtValue _x = OrtValue.CreateTensorValueFromMemory(new float[6], [2, 3]);

    public void Dispose()
    {
        _x.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    [Fact]
    public void A_missing_file_is_NoSuchFile() =>
        Starts("[ErrorCode:NoSuchFile] ", Assert.Throws<OnnxRuntimeException>(() => new InferenceSession("/nowhere/model.onnx")));

    [Fact]
    public void Bytes_that_are_no_model_are_InvalidProtobuf() =>
        Starts("[ErrorCode:InvalidProtobuf] ", Assert.Throws<OnnxRuntimeException>(() => new InferenceSession("not a model"u8.ToArray())));

    [Fact]
    public void An_unknown_operator_is_refused_by_name() =>
        Assert.Contains("NoSuchOp", Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(TinyModel.Scale(2, "NoSuchOp"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_wrong_shape_is_InvalidArgument()
    {
        using OrtValue wrong = OrtValue.CreateTensorValueFromMemory(new float[4], [2, 2]);
        Starts("[ErrorCode:InvalidArgument] Got invalid dimensions", Assert.Throws<OnnxRuntimeException>(() => _session.Run(_options, ["x"], [wrong], ["y"])));
    }

    [Fact]
    public void An_unknown_input_is_named() => Assert.Equal(
        "[ErrorCode:InvalidArgument] Input name: 'nope' is not in the metadata",
        Assert.Throws<OnnxRuntimeException>(() => _session.Run(_options, ["nope"], [_x], ["y"])).Message);

    [Fact]
    public void An_unknown_output_is_named() => Assert.Equal(
        "[ErrorCode:InvalidArgument] Output name: 'nope' is not in the metadata",
        Assert.Throws<OnnxRuntimeException>(() => _session.Run(_options, ["x"], [_x], ["nope"])).Message);

    [Fact]
    public void Names_and_values_must_be_as_many()
    {
        Assert.Throws<ArgumentException>(() => _session.Run(_options, ["x"], [_x, _x], ["y"]));
        Assert.Throws<ArgumentException>(() => _session.Run(_options, ["x"], [_x], ["y"], [_x, _x]));
    }

    [Fact]
    public void A_terminated_run_stops()
    {
        _options.Terminate = true;
        var failure = Assert.Throws<OnnxRuntimeException>(() => _session.Run(_options, ["x"], [_x], ["y"]));
        Assert.Contains("terminate flag", failure.Message, StringComparison.Ordinal);
        _options.Terminate = false;
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, ["x"], [_x], ["y"]);
        Assert.Single(results);
    }

    [Fact]
    public void DirectML_is_refused_where_the_library_has_none()
    {
        using var options = new SessionOptions();
        if (!OperatingSystem.IsWindows())
            Assert.Throws<OnnxRuntimeException>(() => options.AppendExecutionProvider_DML());
    }

    [Fact]
    public void Cuda_is_refused_where_the_library_has_none()
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider", StringComparer.Ordinal))
            Assert.Throws<OnnxRuntimeException>(() => SessionOptions.MakeSessionOptionWithCudaProvider());
    }

    [Fact]
    public void The_general_method_refuses_providers_with_a_method_of_their_own()
    {
        using var options = new SessionOptions();
        Assert.Throws<NotSupportedException>(() => options.AppendExecutionProvider("CUDA"));
    }

    private static void Starts(string expected, Exception failure) => Assert.StartsWith(expected, failure.Message, StringComparison.Ordinal);
}
