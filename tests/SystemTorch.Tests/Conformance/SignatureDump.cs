using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SystemTorch.Tests.Conformance;

/// <summary>
/// The public and protected members of an assembly, one line each, in the notation of Golden/torchsharp-signatures.txt.
/// Left out there and here: accessors, finalisers, nullability of references, readonly, generic constraints.
/// </summary>
internal static class SignatureDump
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>Visible types by full name, each with its member lines.</summary>
    internal static Dictionary<string, List<string>> Of(Assembly assembly) =>
        assembly.GetTypes().Where(t => t.IsVisible || t.IsNestedFamily).ToDictionary(FullName, Members);

    /// <summary>The name of a heading: with namespace, nesting by dots.</summary>
    internal static string FullName(Type type) => (type.Namespace is { Length: > 0 } ns && ns != "TorchSharp" ? ns : "TorchSharp") + "." + Nested(type);

    private static List<string> Members(Type type)
    {
        if (type.IsEnum) return [string.Join(", ", Enum.GetValues(type).Cast<object>().Select(v => $"{v}={Convert.ToInt64(v, CultureInfo.InvariantCulture)}"))];
        if (typeof(Delegate).IsAssignableFrom(type)) return [];
        return type.GetMembers(Declared).Select(Line).OfType<string>().ToList();
    }

    private static string? Line(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) => null,
        FieldInfo f when f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly => $"field {(f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}",
        ConstructorInfo { IsStatic: false } c when IsSeen(c) => $"{(c.IsPublic ? "" : "protected ")}ctor({Parameters(c)})",
        MethodInfo m when IsSeen(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && m.Name != "Finalize" =>
            $"{Modifiers(m)}{Name(m.ReturnType)} {m.Name}{Generics(m)}({(m.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")}{Parameters(m)})",
        PropertyInfo p when p.GetAccessors(true).Any(IsSeen) => Property(p),
        _ => null,
    };

    private static string Property(PropertyInfo p)
    {
        var first = p.GetAccessors(true).First(IsSeen);
        var index = p.GetIndexParameters();
        var name = index.Length == 0 ? p.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var accessors = (p.GetMethod is { } g && IsSeen(g) ? " get;" : "") + (p.SetMethod is { } s && IsSeen(s) ? " set;" : "");
        return $"prop {Modifiers(first)}{Name(p.PropertyType)} {name} {{{accessors} }}";
    }

    private static bool IsSeen(MethodBase m) => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly;

    private static string Modifiers(MethodInfo m)
    {
        var access = m.IsPublic ? "" : "protected ";
        if (m.IsStatic) return access + "static ";
        if (m.DeclaringType!.IsInterface || m.IsAbstract) return access + "abstract ";
        if (m.GetBaseDefinition() != m) return access + "override ";
        return access + (m.IsVirtual && !m.IsFinal ? "virtual " : "");
    }

    private static string Generics(MethodInfo m) => m.IsGenericMethod ? $"<{string.Join(", ", m.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase m) => string.Join(", ", m.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo p)
    {
        var prefix = p.IsDefined(typeof(ParamArrayAttribute)) || p.IsDefined(typeof(ParamCollectionAttribute)) ? "params "
            : p.ParameterType.IsByRef ? (p.IsOut ? "out " : "ref ") : "";
        return $"{prefix}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? "=" + Default(p) : "")}";
    }

    private static string Default(ParameterInfo p) => (Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType, p.RawDefaultValue) switch
    {
        (_, null) => "null",
        (_, string s) => $"\"{s}\"",
        (_, bool b) => b ? "true" : "false",
        ({ IsEnum: true } e, { } v) => $"{Name(e)}.{Enum.ToObject(e, v)}",
        (_, IFormattable v) => v.ToString(null, CultureInfo.InvariantCulture),
        (_, { } v) => v.ToString()!,
    };

    private static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        if (type.IsGenericParameter) return type.Name;
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true || (type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)))
            return $"({string.Join(", ", type.GetGenericArguments().Select(Name))})";
        var name = Nested(type);
        return name.StartsWith("torch.", StringComparison.Ordinal) ? name["torch.".Length..] : name;
    }

    /// <summary>Name with the types around it; each carries its own type arguments.</summary>
    private static string Nested(Type type)
    {
        var arguments = type.GetGenericArguments();
        var chain = new List<Type>();
        for (var t = type; t is not null; t = t.DeclaringType) chain.Insert(0, t);
        var used = 0;
        return string.Join('.', chain.Select(t =>
        {
            var total = t.GetGenericArguments().Length;
            var own = arguments[used..total];
            used = total;
            return t.Name.Split('`')[0] + (own.Length == 0 ? "" : $"<{string.Join(", ", own.Select(Name))}>");
        }));
    }
}
