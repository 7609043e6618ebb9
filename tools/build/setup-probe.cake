/// <summary>
/// Asks the configured NuGet sources for an exact package version by restoring a throw-away project: this works with
/// every kind of source and its credentials. Only NU1101 and NU1102 mean "not there"; anything else is a failure, since
/// a network fault must never look like a missing package.
/// </summary>
public sealed class NuGetProbe(Parameters parameters, Shell shell)
{
    public static string PackageFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The restored package's folder, or null where no source has it.</summary>
    public string Restore(string package, string version)
    {
        string folder = IO.Path.Combine(parameters.SetupFolder, "probe", package);
        IO.Directory.CreateDirectory(folder);
        foreach (string shield in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            IO.File.WriteAllText(IO.Path.Combine(folder, shield), "<Project />\n");
        string project = IO.Path.Combine(folder, "probe.csproj");
        IO.File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <ItemGroup><PackageReference Include="{package}" Version="[{version}]" /></ItemGroup>
            </Project>

            """);
        Shell.Result result = shell.Capture($"probe-{package}", "dotnet", ["restore", project, "--nologo"]);
        if (result.ExitCode == 0)
            return IO.Path.Combine(PackageFolder, package.ToLowerInvariant(), version);
        if (result.Output.Contains("NU1301", StringComparison.Ordinal))
            throw new BuildFailure(BuildFailure.Unavailable, $"NuGet cannot be reached while looking for {package} {version}: {Reason(result.Output, "NU1301")} Check network, proxy and 'dotnet nuget list source'.");
        if (result.Output.Contains("NU1101", StringComparison.Ordinal) || result.Output.Contains("NU1102", StringComparison.Ordinal))
            return null;
        throw new BuildFailure(BuildFailure.Fault, $"Looking for {package} {version} failed: {Shell.Telling(result.Output)}");
    }

    private static string Reason(string output, string code)
    {
        string line = output.Split('\n').First(l => l.Contains(code, StringComparison.Ordinal)).Trim();
        int colon = line.IndexOf(code + ":", StringComparison.Ordinal);
        return colon < 0 ? line : line[(colon + code.Length + 1)..].Trim();
    }
}

/// <summary>Whether this machine's system libraries satisfy a native library, as its own dynamic loader sees it.</summary>
public static class NativeCheck
{
    /// <summary>The first complaint of ldd, e.g. "GLIBCXX_3.4.32 not found"; null where the library will load.</summary>
    public static string Complaint(Shell shell, string library, bool versionsOnly, params string[] folders)
    {
        if (!OperatingSystem.IsLinux() || Shell.Find("ldd") == null)
            return null;
        var environment = new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = string.Join(':', folders) };
        Shell.Result result = shell.Capture("ldd-" + IO.Path.GetFileName(library), "ldd", [library], environment);
        foreach (string line in result.Output.Split('\n').Where(l => l.Contains("not found", StringComparison.Ordinal)))
        {
            var version = System.Text.RegularExpressions.Regex.Match(line, @"([^/ ]+): version [`']([^']+)' not found");
            if (version.Success)
                return $"needs {version.Groups[2].Value}, which this machine's {version.Groups[1].Value} lacks";
            if (!versionsOnly)
                return $"needs {line.Split("=>")[0].Trim()}, which is not installed";
        }
        return result.ExitCode == 0 ? null : "is damaged or made for another processor";
    }
}
