using TorchSharp;

namespace SystemTorch.Tests.Interop;

public class NativeLoaderTests
{
    [Fact]
    public void A_library_that_is_not_there_says_how_to_build_it()
    {
        var error = Assert.Throws<DllNotFoundException>(() => NativeLoader.Load("/nowhere/libsystemtorch.so"));
        Assert.Contains("/nowhere/libsystemtorch.so is not there", error.Message, StringComparison.Ordinal);
        Assert.Contains("Run ./build.sh Setup", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_library_says_what_the_loader_said()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "no library");
            var error = Assert.Throws<DllNotFoundException>(() => NativeLoader.Load(file));
            Assert.Contains("does not load", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Both_halves_agree_on_the_size_of_an_argument() => Assert.Equal(16, System.Runtime.InteropServices.Marshal.SizeOf<Val>());
}
