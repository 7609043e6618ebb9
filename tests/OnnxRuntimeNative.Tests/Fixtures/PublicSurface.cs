using System.Reflection;
using System.Runtime.InteropServices;

namespace OnnxRuntimeNative.Tests;

/// <summary>
/// An assembly's public members as text, one line each: <c>Type.Member(type name = default) : type</c>. Names of types are
/// written out in full, so that lines of two assemblies can be compared.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static IEnumerable<string> Of(Type type)
    {
        string name = Name(type);
        yield return $"{Kind(type)} {name}";
        if (typeof(MulticastDelegate).IsAssignableFrom(type))
        {
            yield return Line(name, "Invoke", type.GetMethod("Invoke")!);
            yield break;
        }
        foreach (FieldInfo field in type.GetFields(Declared).Where(field => !field.IsSpecialName))
            yield return $"{name}.{field.Name} : {(field.IsLiteral ? field.GetRawConstantValue() : Name(field.FieldType))}";
        if (type.IsEnum)
            yield break;
        foreach (ConstructorInfo constructor in type.GetConstructors(Declared))
            yield return Line(name, "new", constructor);
        // Properties appear as their get_ and set_ methods; what every object has is left out.
        foreach (MethodInfo method in type.GetMethods(Declared).Where(method => method.GetBaseDefinition().DeclaringType != typeof(object)))
            yield return Line(name, method.Name, method);
    }

    private static string Line(string type, string member, MethodBase method)
    {
        string text = $"{type}.{member}({string.Join(", ", method.GetParameters().Select(Parameter))})";
        if (method is not MethodInfo { ReturnType: var result })
            return text;
        return $"{text} : {Name(result)}{(method.IsStatic ? " static" : "")}";
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string text = $"{Name(parameter.ParameterType)} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{text} = {parameter.RawDefaultValue ?? "null"}" : text;
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface"
        : typeof(MulticastDelegate).IsAssignableFrom(type) ? "delegate"
        : typeof(SafeHandle).IsAssignableFrom(type) ? "handle"
        : typeof(Exception).IsAssignableFrom(type) ? "exception"
        : typeof(IDisposable).IsAssignableFrom(type) ? "disposable" : "class";

    private static string Name(Type type) => type.ToString().Replace("Microsoft.ML.OnnxRuntime.", "", StringComparison.Ordinal);
}
