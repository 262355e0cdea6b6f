using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Naming;

namespace Hypergraph;

/// <content>Reads the inputs of a call, in any of their forms, as values by name.</content>
public readonly partial struct GraphInputs
{
    internal const string ReflectionMessage = "The properties of an object are read by reflection. Pass a dictionary or name-value tuples in a trimmed application.";

    // Weak, so that the types of a collectible assembly can be unloaded.
    private static readonly ConditionalWeakTable<Type, PropertyInfo[]> Properties = [];

    /// <summary>Values from name-value tuples.</summary>
    /// <exception cref="InvalidInputException">A name occurs twice.</exception>
    private static Dictionary<string, object?> Read(ReadOnlySpan<(string Name, object? Value)> values)
    {
        var named = new Dictionary<string, object?>(values.Length);
        foreach ((string name, object? value) in values)
        {
            if (!named.TryAdd(name, value))
            {
                throw new InvalidInputException($"'{name}' is supplied twice. Supply each input once.", name);
            }
        }

        return named;
    }

    /// <summary>Values from a dictionary of any kind, or from the properties of an object.</summary>
    /// <exception cref="InvalidInputException">The object has nothing to read.</exception>
    [RequiresUnreferencedCode(ReflectionMessage)]
    private static IReadOnlyDictionary<string, object?> Read(object values) => values switch
    {
        null => throw new ArgumentNullException(nameof(values)),
        IReadOnlyDictionary<string, object?> named => named,
        IEnumerable<KeyValuePair<string, object?>> pairs => new Dictionary<string, object?>(pairs),
        IDictionary dictionary => FromDictionary(dictionary),
        IEnumerable<(string Name, object? Value)> tuples => Read([.. tuples]),
        string or IEnumerable or ITuple => throw CannotRead(values),
        _ => FromProperties(values),
    };

    private static Dictionary<string, object?> FromDictionary(IDictionary dictionary)
    {
        var named = new Dictionary<string, object?>(dictionary.Count);
        foreach (DictionaryEntry entry in dictionary)
        {
            named[entry.Key as string ?? throw CannotRead(dictionary)] = entry.Value;
        }

        return named;
    }

    [RequiresUnreferencedCode(ReflectionMessage)]
    private static Dictionary<string, object?> FromProperties(object values)
    {
        PropertyInfo[] properties = Properties.GetValue(
            values.GetType(),
            static type => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike)
                .GroupBy(p => p.Name)
                .Select(MostDerived)]);
        CheckTrimming(values.GetType(), properties.Length);
        return values.GetType().Namespace == nameof(System)
            ? throw CannotRead(values)
            : properties.ToDictionary(p => p.Name, p => p.GetValue(values));
    }

    /// <summary>An anonymous type has a type argument for each property, so that those which trimming removed can be counted.</summary>
    private static void CheckTrimming(Type type, int properties)
    {
        int declared = type.Name.StartsWith("<>", StringComparison.Ordinal) ? type.GetGenericArguments().Length : 0;
        if (properties < declared)
        {
            throw new InvalidInputException(
                $"Trimming has removed {declared - properties} of the {declared} properties of the object that the inputs are read from. Supply name-value tuples ((\"x\", 5)) or a dictionary in a trimmed application.",
                input: null);
        }
    }

    /// <summary>The property that a name finds: one may hide that of a base type.</summary>
    private static PropertyInfo MostDerived(IEnumerable<PropertyInfo> properties) =>
        properties.Aggregate((first, second) => second.DeclaringType!.IsSubclassOf(first.DeclaringType!) ? second : first);

    private static InvalidInputException CannotRead(object values) => new(
        $"Inputs cannot be read from a value of type {TypeNames.Of(values.GetType())}. Supply a dictionary, an object with a property for each input (new {{ x = 5 }}), or name-value tuples ((\"x\", 5)).",
        input: null);
}
