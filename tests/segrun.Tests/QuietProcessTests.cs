namespace Segrun.Tests;

/// <summary>Running a model leaves no file outside the output and opens no internet socket, whatever the environment holds.</summary>
public sealed class QuietProcessTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Home_cache_temporary_and_working_folders_stay_empty()
    {
        string image = _shop.WriteImage("scan.nii.gz");
        SegrunResult result = SegrunProgram.Run(Empty("work"), Environment(), "predict", image, "-m", _shop.BundleFolder, "-o", _shop.At("out.nii.gz"));
        Assert.Equal(0, result.Code);
        foreach (string folder in (string[])["home", "cache", "tmp", "work"])
            Assert.Empty(Directory.EnumerateFileSystemEntries(_shop.At(folder), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void No_internet_socket_is_opened()
    {
        const string strace = "/usr/bin/strace";
        if (!File.Exists(strace))
            return; // the files above are the check that every machine can make
        string image = _shop.WriteImage("scan.nii.gz");
        SegrunResult result = SegrunProgram.Start(
            Empty("work"),
            Environment(),
            [strace, "-f", "-qq", "-e", "trace=socket,connect", "-o", _shop.At("trace.txt"), SegrunProgram.Host, "exec", SegrunProgram.Assembly, "predict", image, "-m", _shop.BundleFolder, "-o", _shop.At("out.nii.gz")]);
        if (result.Code != 0 && result.Error.Contains("ptrace", StringComparison.OrdinalIgnoreCase))
            return; // tracing is forbidden here
        Assert.Equal(0, result.Code);
        Assert.DoesNotContain("AF_INET", File.ReadAllText(_shop.At("trace.txt")), StringComparison.Ordinal);
    }

    private Dictionary<string, string> Environment() => new()
    {
        ["HOME"] = Empty("home"),
        ["XDG_CACHE_HOME"] = Empty("cache"),
        ["TMPDIR"] = Empty("tmp"),
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
    };

    private string Empty(string name) => Directory.CreateDirectory(_shop.At(name)).FullName;
}
