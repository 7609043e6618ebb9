using System.Reflection;

namespace TorchSharp.Utils;

/// <summary>Gives a field's component another key in <c>state_dict</c> than the field's own name.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    public string Name { get; set; } = "";

    /// <summary>The key under which the component in <paramref name="field"/> is registered.</summary>
    internal static string Of(FieldInfo field) =>
        field.GetCustomAttribute<ComponentNameAttribute>() is { Name.Length: > 0 } attribute ? attribute.Name : field.Name;
}
