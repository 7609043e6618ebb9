namespace Pipeline.Inference.Tests;

public class SessionFactoryTests
{
    [Theory]
    [InlineData("[ONNXRuntimeError] : 1 : FAIL : Failed to load library /opt/x/libonnxruntime_providers_cuda.so with error: libcudart.so.13: cannot open shared object file: No such file or directory", "libcudart.so.13")]
    [InlineData("Failed to load library /opt/x/libonnxruntime_providers_shared.so with error: /opt/x/libonnxruntime_providers_shared.so: cannot open shared object file: No such file", "libonnxruntime_providers_shared.so")]
    [InlineData("Failed to load library C:/x/onnxruntime_providers_cuda.dll with error 126", "onnxruntime_providers_cuda.dll")]
    [InlineData("something else", null)]
    public void Names_the_library_that_the_loader_missed(string log, string? expected) =>
        Assert.Equal(expected, SessionFactory.MissingLibrary(log));
}
