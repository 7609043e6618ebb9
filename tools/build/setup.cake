/// <summary>One back end as chosen: its name, what to say about it, the properties to write, the files that it rests on.</summary>
public sealed record BackEnd(string Name, string Said, IReadOnlyDictionary<string, string> Properties, IReadOnlyList<string> Files)
{
    public bool IsStandIn => Name is "system" or "native";
}

/// <summary>
/// Chooses the Torch and ONNX Runtime back ends, builds or fetches what is missing and writes the two git-ignored
/// props files. The stamp is written last: without a valid one (another version, another choice, a file gone, a run
/// that was cut off) everything is checked again; with one, nothing is.
/// </summary>
public sealed class SetupStep(Parameters parameters, Shell shell)
{
    private static readonly string[] s_platforms = ["linux-x64", "linux-arm64", "win-x64", "win-arm64", "osx-arm64"];

    public void Ensure()
    {
        var stamp = new SetupStamp(parameters);
        if (stamp.IsCurrent())
        {
            Output.Say($"{stamp.Said} (kept)");
            return;
        }
        if (!s_platforms.Contains(Parameters.MachineRid))
            throw new BuildFailure(BuildFailure.Unavailable, $"{Parameters.MachineRid} is not supported: neither TorchSharp nor ONNX Runtime has a library for it; supported are {string.Join(", ", s_platforms)}.");
        stamp.Remove();
        var probe = new NuGetProbe(parameters, shell);
        BackEnd torch = new TorchSetup(parameters, shell, probe).Choose(stamp.Wanted("torch", parameters.Backend));
        BackEnd ort = new OrtSetup(parameters, shell, probe).Choose(stamp.Wanted("ort", parameters.OrtBackend));
        string staging = IO.Path.Combine(parameters.SetupFolder, "local.props");
        LocalProps.Write(parameters.TorchLocalProps, staging, torch.Properties);
        LocalProps.Write(parameters.OrtLocalProps, staging, ort.Properties);
        stamp.Write(torch, ort);
        Output.Say(stamp.Said);
    }
}
