using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Hypergraph.Nodes.Values;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace Hypergraph.TypedCalls.Binding;

/// <summary>The members of the types that have inputs or outputs as elements, properties or parameters of a constructor.</summary>
internal static class ObjectMembers
{
    /// <summary>What is read of an object that has inputs; none if the type is a single value.</summary>
    /// <param name="type">The type.</param>
    /// <param name="elementNames">The names of its elements if it is a tuple; null if they are not known.</param>
    public static Part[] OfInput([DynamicallyAccessedMembers(PublicProperties)] Type type, IReadOnlyList<string>? elementNames)
    {
        if (TupleShape.IsTuple(type))
        {
            return Named(Part.Of(TupleShape.ElementsOf(type)), elementNames);
        }

        return IsValue(type)
            ? []
            : [.. PropertiesOf(type)
                .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike && !p.PropertyType.IsByRef)
                .GroupBy(p => p.Name)
                .Select(MostDerived)
                .Select(p => new Part(p.Name, p.PropertyType, p))];
    }

    /// <summary>The properties of a type. An interface has those of the interfaces that it extends, too.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "An interface whose bases are trimmed lacks inputs, and is refused.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "As above.")]
    private static IEnumerable<PropertyInfo> PropertiesOf([DynamicallyAccessedMembers(PublicProperties)] Type type)
    {
        const BindingFlags PublicOfInstances = BindingFlags.Public | BindingFlags.Instance;
        PropertyInfo[] own = type.GetProperties(PublicOfInstances);
        return type.IsInterface ? own.Concat(type.GetInterfaces().SelectMany(extended => extended.GetProperties(PublicOfInstances))) : own;
    }

    /// <summary>What an object with outputs is created of; none if the type is a single value.</summary>
    /// <param name="type">The type.</param>
    /// <param name="elementNames">The names of its elements if it is a tuple; null if they are not known.</param>
    public static Part[] OfOutput([DynamicallyAccessedMembers(PublicConstructors | PublicProperties)] Type type, IReadOnlyList<string>? elementNames)
    {
        if (TupleShape.IsTuple(type))
        {
            return Named(Part.Of(TupleShape.ElementsOf(type)), elementNames);
        }

        if (IsValue(type) || type.IsAbstract)
        {
            return [];
        }

        return ConstructorOf(type) is { } constructor
            ? Array.ConvertAll(constructor.GetParameters(), p => new Part(p.Name, p.ParameterType))
            : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0).Select(p => new Part(p.Name, p.PropertyType, p))];
    }

    /// <summary>The public constructor with the most parameters; null if there is none with parameters, so that properties are set.</summary>
    public static ConstructorInfo? ConstructorOf([DynamicallyAccessedMembers(PublicConstructors)] Type type) =>
        type.GetConstructors().Where(c => c.GetParameters() is { Length: > 0 } parameters && parameters[0].ParameterType != type).MaxBy(c => c.GetParameters().Length);

    /// <summary>The property that a name finds: one may hide that of a base type.</summary>
    private static PropertyInfo MostDerived(IEnumerable<PropertyInfo> properties) =>
        properties.Aggregate((first, second) => second.DeclaringType!.IsSubclassOf(first.DeclaringType!) ? second : first);

    private static Part[] Named(Part[] elements, IReadOnlyList<string>? names) =>
        names is null || names.Count < elements.Length ? elements : [.. elements.Select((element, i) => element with { Name = names[i] })];

    /// <summary>Whether values of a type are inputs and outputs themselves: numbers, texts, collections, and types of .NET.</summary>
    private static bool IsValue(Type type) =>
        type.IsEnum || type.IsArray || type.IsPointer || type.IsAssignableTo(typeof(IEnumerable)) || type.IsAssignableTo(typeof(Delegate)) || NumericWidening.IsNumber(type)
        || type.Namespace == nameof(System) || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true;
}
