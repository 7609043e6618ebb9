// Prints the members of a SystemTorch.dll that the official TorchSharp has but that the given list does not name:
//   dotnet run --project tools/golden/TorchSharpSignatures -- SystemTorch.dll torchsharp-signatures.txt > torchsharp-signatures-more.txt
// Members that TorchSharp does not have go to stderr and make the exit code 1; LibtorchInfo is known to be our own.
using System.Reflection;
using SystemTorch.Tests.Conformance;

var ours = SignatureDump.Of(Assembly.LoadFrom(Path.GetFullPath(args[0])));
var official = SignatureDump.Of(typeof(TorchSharp.torch).Assembly);
var listed = SignatureList.Load(args[1]);
var invented = 0;
foreach (var (type, members) in ours.Where(t => t.Key != "TorchSharp.LibtorchInfo").OrderBy(t => t.Key, StringComparer.Ordinal))
{
    var known = official.GetValueOrDefault(type);
    foreach (var member in members.Where(m => known?.Contains(m) != true))
    {
        invented++;
        Console.Error.WriteLine($"not in TorchSharp: {type}: {member}");
    }
    var more = members.Where(m => known?.Contains(m) == true && listed.GetValueOrDefault(type)?.Contains(m) != true).ToList();
    if (more.Count == 0) continue;
    Console.WriteLine($"### {type}");
    foreach (var member in more.OrderBy(m => m, StringComparer.Ordinal)) Console.WriteLine($"    {member}");
}
return invented == 0 ? 0 : 1;
