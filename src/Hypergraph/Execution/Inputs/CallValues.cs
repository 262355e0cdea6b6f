using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hypergraph;

/// <summary>Reads what a call gives, in any of its forms, to values by name.</summary>
internal static class CallValues
{
    public const string Reflection = "The properties of an object are read by reflection. Give a dictionary, or name-value tuples, where that is trimmed.";

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>Values from name-value tuples.</summary>
    /// <exception cref="InvalidInputException">A name is given twice.</exception>
    public static IReadOnlyDictionary<string, object?> Of(ReadOnlySpan<(string Name, object? Value)> values)
    {
        var named = new Dictionary<string, object?>(values.Length);
        foreach ((string name, object? value) in values)
        {
            if (!named.TryAdd(name, value))
            {
                throw new InvalidInputException($"'{name}' is given twice. Give each input once.", name);
            }
        }

        return named;
    }

    /// <summary>Values from a dictionary of any kind, or from the properties of an object.</summary>
    /// <exception cref="InvalidInputException">The object has nothing to read.</exception>
    [RequiresUnreferencedCode(Reflection)]
    public static IReadOnlyDictionary<string, object?> Of(object values) => values switch
    {
        null => throw new ArgumentNullException(nameof(values)),
        IReadOnlyDictionary<string, object?> named => named,
        IEnumerable<KeyValuePair<string, object?>> pairs => new Dictionary<string, object?>(pairs),
        IDictionary dictionary => FromDictionary(dictionary),
        IEnumerable<(string Name, object? Value)> tuples => Of([.. tuples]),
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

    [RequiresUnreferencedCode(Reflection)]
    private static Dictionary<string, object?> FromProperties(object values)
    {
        PropertyInfo[] properties = Properties.GetOrAdd(
            values.GetType(),
            static type => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0)]);
        return values.GetType().Namespace == nameof(System)
            ? throw CannotRead(values)
            : properties.ToDictionary(p => p.Name, p => p.GetValue(values));
    }

    private static InvalidInputException CannotRead(object values) => new(
        $"Inputs cannot be read from a value of type {TypeNames.Of(values.GetType())}. Give a dictionary, an object with a property for each input (new {{ x = 5 }}), or name-value tuples ((\"x\", 5)).",
        input: null);
}
