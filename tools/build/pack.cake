/// <summary>Library packages, only from the official back ends: one compiled against a stand-in would break its users.</summary>
public sealed class PackStep(Parameters parameters, Shell shell)
{
    private static readonly string[] s_libraries =
        ["runtime/Pipeline.Imaging", "runtime/Pipeline.Bundles", "runtime/Pipeline.Inference", "training/Pipeline.Networks", "training/Pipeline.Export", "training/Pipeline.Training"];

    public void Run()
    {
        string torch = LocalProps.Read(parameters.TorchLocalProps, "TorchBackend");
        string ort = LocalProps.Read(parameters.OrtLocalProps, "OrtBackend");
        if (torch != "official" || ort != "official")
            throw new BuildFailure(BuildFailure.Unavailable, $"Pack: found Torch back end '{torch}' and ONNX Runtime back end '{ort}', expected 'official' for both; packages compiled against a stand-in are not published.");
        string folder = IO.Path.Combine(parameters.Artifacts, "packages");
        foreach (string library in s_libraries)
            shell.Run("pack-" + IO.Path.GetFileName(library), "dotnet", "pack", IO.Path.Combine(parameters.Root, library), "-c", "Release", "--nologo", "-v", "quiet",
                "-p:IsPackable=true", "-p:ContinuousIntegrationBuild=true", "-o", folder);
        Output.Say($"{s_libraries.Length} packages in artifacts/packages");
    }
}
