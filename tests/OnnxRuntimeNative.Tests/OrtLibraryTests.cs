using Microsoft.ML.OnnxRuntime;

namespace OnnxRuntimeNative.Tests;

public class OrtLibraryTests
{
    [Fact]
    public void The_library_is_looked_for_beside_the_program_first_and_by_full_path_only()
    {
        string[] candidates = [.. OrtLibrary.Candidates("/somewhere")];
        Assert.Equal(Path.Combine("/somewhere", OrtLibrary.FileName), candidates[0]);
        Assert.All(candidates, path => Assert.True(Path.IsPathRooted(path), path));
    }

    [Fact]
    public void The_library_of_this_machine_is_found() =>
        Assert.Contains(OrtLibrary.Candidates(AppContext.BaseDirectory), File.Exists);
}
