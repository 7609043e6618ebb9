using System.Runtime.InteropServices;

/// <summary>Packages of the operating system: installed where we may, otherwise one line that says what to install.</summary>
public sealed class SystemPackages(Shell shell)
{
    private readonly List<string> _missing = [];

    public void Require(string package, bool present)
    {
        if (!present)
            _missing.Add(package);
    }

    public void Install(string purpose)
    {
        if (_missing.Count == 0)
            return;
        string list = string.Join(' ', _missing);
        string command = $"apt-get install -y --no-install-recommends {list}";
        if (Shell.Find("apt-get") == null)
            throw new BuildFailure(BuildFailure.Unavailable, $"{purpose} needs {list} (Debian's names): install them with this system's package manager and run again.");
        if (GetEffectiveUserId() != 0)
            throw new BuildFailure(BuildFailure.Unavailable, $"{purpose} needs {list}, and only root may install them: run 'sudo {command}' and then this again.");
        Output.Note($"installing {list}");
        var environment = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        string[] options = ["-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120"];
        Shell.Result update = shell.Capture("apt-update", "apt-get", ["update", .. options], environment);
        Shell.Result install = shell.Capture("apt-install", "apt-get", ["install", .. options, .. _missing], environment);
        if (install.ExitCode != 0)
        {
            string reason = (update.Output + install.Output).Split('\n').FirstOrDefault(l => l.StartsWith("E: ", StringComparison.Ordinal) || l.StartsWith("Err:", StringComparison.Ordinal)) ?? "see artifacts/setup/logs/apt-install.log";
            throw new BuildFailure(BuildFailure.Unavailable, $"{purpose} needs {list}, and apt-get could not install them ({reason.Trim()}): check the network and 'sudo {command}', then run this again.");
        }
        _missing.Clear();
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUserId();
}
