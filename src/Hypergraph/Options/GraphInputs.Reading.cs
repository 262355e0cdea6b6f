using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <content>Reads the inputs of a call, in any of their forms, as values by name.</content>
public readonly partial struct GraphInputs
{
    /// <summary>The number of tuples up to which their names are compared with each other, without a dictionary.</summary>
    private const int MaxListedInputs = 8;

    internal const string ReflectionMessage = "The properties of an object are read by reflection. Pass a dictionary or name-value tuples in a trimmed application.";

    // Weak, so that the types of a collectible assembly can be unloaded.
    private static readonly ConditionalWeakTable<Type, PropertyReader> Readers = [];

    /// <summary>Values from name-value tuples.</summary>
    /// <exception cref="InvalidInputException">A name occurs twice.</exception>
    private static IReadOnlyDictionary<string, object?> Read(ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (values.Length <= MaxListedInputs && AreDistinct(values))
        {
            return ListOf(values);
        }

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

    private static NamedValues ListOf(ReadOnlySpan<(string Name, object? Value)> values)
    {
        string[] names = new string[values.Length];
        object?[] listed = new object?[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (names[i], listed[i]) = values[i];
        }

        return new NamedValues(names, listed);
    }

    /// <summary>Whether a few names are there and differ.</summary>
    private static bool AreDistinct(ReadOnlySpan<(string Name, object? Value)> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].Name is null)
            {
                return false;
            }

            for (int j = 0; j < i; j++)
            {
                if (values[i].Name == values[j].Name)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Values from a dictionary of any kind, from name-value tuples, or from the properties of an object.</summary>
    /// <exception cref="InvalidInputException">Inputs cannot be read from the value.</exception>
    [RequiresUnreferencedCode(ReflectionMessage)]
    private static IReadOnlyDictionary<string, object?> Read(object values)
    {
        ArgumentNullException.ThrowIfNull(values);

        // Only types whose properties are the inputs have a reader.
        return Readers.TryGetValue(values.GetType(), out PropertyReader? reader) ? reader.Read(values) : ReadAny(values);
    }

    /// <summary>Values from an object of any type.</summary>
    [RequiresUnreferencedCode(ReflectionMessage)]
    private static IReadOnlyDictionary<string, object?> ReadAny(object values) => values switch
    {
        IReadOnlyDictionary<string, object?> named => named,
        IEnumerable<KeyValuePair<string, object?>> pairs => new Dictionary<string, object?>(pairs),
        IDictionary dictionary => FromDictionary(dictionary),
        IEnumerable<(string Name, object? Value)> tuples => Read([.. tuples]),
        JsonElement or JsonDocument or JsonNode => throw CannotRead(
            values, "Deserialize it to a type with a property for each input, or to a dictionary of values that have the types of the inputs."),
        string => throw CannotRead(values),
        IEnumerable items => FromItems(items),
        ITuple => Read([NamedValueOf(values) ?? throw CannotRead(values)]),
        RunOptions or CancellationToken => throw CannotRead(values, "Options and a token follow the inputs: supply the inputs first, or GraphInputs.Empty if there are none."),
        _ when TaskValue.IsTask(values) => throw CannotRead(values, "Await it, and supply its result."),
        _ when IsOfLibrary(values.GetType()) => throw CannotRead(values),
        _ => FromProperties(values),
    };

    /// <summary>Whether a type is one of this library, such as a graph or a result, or derives from one, as processors do.</summary>
    private static bool IsOfLibrary(Type type)
    {
        for (Type? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.Assembly == typeof(GraphInputs).Assembly)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Values from name-value tuples and key-value pairs whose values have any type.</summary>
    [RequiresUnreferencedCode(ReflectionMessage)]
    private static IReadOnlyDictionary<string, object?> FromItems(IEnumerable items)
    {
        var named = new List<(string Name, object? Value)>();
        foreach (object? item in items)
        {
            named.Add(NamedValueOf(item) ?? throw CannotRead(items));
        }

        return Read(CollectionsMarshal.AsSpan(named));
    }

    /// <summary>The name and the value of a tuple or a key-value pair; null if the object is neither.</summary>
    [RequiresUnreferencedCode(ReflectionMessage)]
    private static (string Name, object? Value)? NamedValueOf(object? item)
    {
        if (item is ITuple { Length: 2 } tuple)
        {
            return tuple[0] is string name ? (name, tuple[1]) : null;
        }

        Type? type = item?.GetType();
        return type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) && type.GetProperty("Key")!.GetValue(item) is string key
            ? (key, type.GetProperty("Value")!.GetValue(item))
            : null;
    }

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
    private static NamedValues FromProperties(object values)
    {
        Type type = values.GetType();
        PropertyInfo[] properties =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike)
                .GroupBy(p => p.Name)
                .Select(MostDerived),
        ];
        CheckTrimming(type, properties.Length);
        return type.Namespace == nameof(System)
            ? throw CannotRead(values)
            : Readers.GetValue(type, _ => new PropertyReader(properties)).Read(values);
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

    private static InvalidInputException CannotRead(
        object values, string advice = "Supply a dictionary, an object with a property for each input (new { x = 5 }), or name-value tuples ((\"x\", 5)).") =>
        new($"Inputs cannot be read from a value of type {TypeNames.Of(values.GetType())}. {advice}", input: null);

    /// <summary>Reads the properties of the objects of a type. The names are shared by all of them.</summary>
    private sealed class PropertyReader(PropertyInfo[] properties)
    {
        private readonly string[] _names = Array.ConvertAll(properties, property => property.Name);
        private readonly MethodInvoker[] _getters = Array.ConvertAll(properties, property => MethodInvoker.Create(property.GetMethod!));

        public NamedValues Read(object values)
        {
            object?[] read = new object?[_getters.Length];
            for (int i = 0; i < read.Length; i++)
            {
                read[i] = _getters[i].Invoke(values);
            }

            return new NamedValues(_names, read);
        }
    }
}
