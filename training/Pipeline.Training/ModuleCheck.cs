using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Training;

/// <summary>
/// Finds layers that a network forgot to register: they would be missing from its parameters and from every checkpoint, without any error.
/// </summary>
public static class ModuleCheck
{
    public static void AllRegistered(Regime regime)
    {
        foreach (var (name, module) in regime.Modules) Check(name, module);
    }

    internal static void Check(string path, nn.Module module)
    {
        var registered = module.named_children().Select(child => child.Item2).ToHashSet(ReferenceEqualityComparer.Instance);
        var parameters = module.parameters().ToHashSet<object>(ReferenceEqualityComparer.Instance);
        for (var type = module.GetType(); type is not null && type != typeof(nn.Module) && type.Namespace?.StartsWith("TorchSharp", StringComparison.Ordinal) != true; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                var missing = field.GetValue(module) switch
                {
                    nn.Module child => !registered.Contains(child),
                    Parameter parameter => !parameters.Contains(parameter),
                    IEnumerable<nn.Module> => true,
                    _ => false,
                };
                if (missing)
                {
                    throw new InvalidOperationException(
                        $"{path}: the field '{field.Name}' of {module.GetType().Name} is not registered; call RegisterComponents() and keep lists in a ModuleList");
                }
            }
        }
        foreach (var (name, child) in module.named_children()) Check($"{path}.{name}", child);
    }
}
