using System.Diagnostics;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>A value that a call may supply to a graph.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class GraphInput
{
    internal GraphInput(string name, SlotType slotType, bool isUntyped)
    {
        Name = name;
        SlotType = slotType;
        IsUntyped = isUntyped;
    }

    /// <summary>The name of the input.</summary>
    public string Name { get; }

    /// <summary>The type that every node that reads the input accepts; <see cref="object"/> if <see cref="IsUntyped"/>.</summary>
    public Type Type => SlotType.Type;

    /// <summary>Whether it accepts any value: only nodes built from data read it.</summary>
    public bool IsUntyped { get; }

    /// <summary>Whether a call must supply it: it has no default and no bound value.</summary>
    public bool IsRequired => !HasDefault && !IsBound;

    /// <summary>Whether the graph has a bound value for it. A call may still supply another.</summary>
    public bool IsBound { get; internal init; }

    /// <summary>Whether every node that reads it has a default for it.</summary>
    public bool HasDefault { get; internal init; }

    /// <summary>The value that it has if a call supplies none: the bound one, or the default; null if there is none.</summary>
    public object? FallbackValue { get; internal init; }

    /// <summary>Whether a node reads it as a reference that is declared as not nullable.</summary>
    internal bool ForbidsNull { get; init; }

    internal SlotType SlotType { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string state = IsBound ? $" = {FormatValue(FallbackValue)} (bound)" : HasDefault ? $" = {FormatValue(FallbackValue)}" : string.Empty;
        return IsUntyped ? $"{Name}{state}" : $"{Name}: {TypeNames.Of(Type)}{state}";
    }

    private static string FormatValue(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => value.ToString() ?? string.Empty,
    };
}
