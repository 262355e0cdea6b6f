using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>
/// The inputs that a call supplies, by name. A <see cref="Dictionary{TKey, TValue}"/> and an array of name-value tuples convert to it,
/// a collection expression of tuples creates it (<c>[("x", 5), ("y", 6)]</c>), and <see cref="From(object)"/> reads the properties of an object.
/// </summary>
/// <remarks>
/// A dictionary is not copied. Do not change it before the method that received it returns; a map over a stream reads it again at each enumeration.
/// </remarks>
[CollectionBuilder(typeof(GraphInputs), nameof(Create))]
[DebuggerDisplay("{ToString(),nq}")]
[SuppressMessage("Performance", "CA1815:Override equals and operator equals on value types", Justification = "It is an argument, which is not compared.")]
public readonly partial struct GraphInputs : IEnumerable<(string Name, object? Value)>
{
    private readonly IReadOnlyDictionary<string, object?>? _values;

    private GraphInputs(IReadOnlyDictionary<string, object?> values) => _values = values;

    /// <summary>No inputs.</summary>
    public static GraphInputs Empty => default;

    /// <summary>The inputs by name.</summary>
    public IReadOnlyDictionary<string, object?> Values => _values ?? NamedValues.Empty;

    /// <summary>Uses a dictionary as inputs.</summary>
    /// <param name="values">The inputs by name.</param>
    public static GraphInputs From(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new GraphInputs(values);
    }

    /// <summary>
    /// Reads inputs from the properties of an object, such as <c>new { x = 5 }</c>, from a dictionary of any kind, or from name-value tuples with values of
    /// any type.
    /// </summary>
    /// <param name="values">The object, whose public properties are the inputs; or a dictionary, a tuple, or a collection of tuples.</param>
    /// <exception cref="InvalidInputException">Inputs cannot be read from a value of this type.</exception>
    [RequiresUnreferencedCode(ReflectionMessage)]
    public static GraphInputs From(object values) => new(Read(values));

    /// <summary>Creates inputs from name-value tuples.</summary>
    /// <param name="values">The inputs.</param>
    /// <exception cref="InvalidInputException">A name occurs twice.</exception>
    public static GraphInputs Create(params ReadOnlySpan<(string Name, object? Value)> values) => new(Read(values));

    /// <summary>Enumerates the inputs.</summary>
    public IEnumerator<(string Name, object? Value)> GetEnumerator()
    {
        foreach ((string name, object? value) in Values)
        {
            yield return (name, value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"{CountText.Of(Values.Count, "input")}: {NameList.Of(Values.Keys)}";

    /// <summary>Uses a dictionary as inputs.</summary>
    /// <param name="values">The inputs by name.</param>
    public static implicit operator GraphInputs(Dictionary<string, object?> values) => From((IReadOnlyDictionary<string, object?>)values);

    /// <summary>Creates inputs from name-value tuples.</summary>
    /// <param name="values">The inputs.</param>
    /// <exception cref="InvalidInputException">A name occurs twice.</exception>
    public static implicit operator GraphInputs((string Name, object? Value)[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Create(values.AsSpan());
    }
}
