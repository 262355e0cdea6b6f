namespace Hypergraph;

/// <summary>A value that a call may give to a graph.</summary>
public sealed class GraphInput
{
    internal GraphInput(string name, SlotType slotType, bool isUntyped)
    {
        Name = name;
        SlotType = slotType;
        IsUntyped = isUntyped;
    }

    /// <summary>The name by which it is given.</summary>
    public string Name { get; }

    /// <summary>The type of value that every node that takes it can take; <see cref="object"/> when <see cref="IsUntyped"/>.</summary>
    public Type Type => SlotType.Type;

    /// <summary>Whether any value will do: only nodes made from data take it.</summary>
    public bool IsUntyped { get; }

    /// <summary>Whether a call must give it: it has no default and is not bound.</summary>
    public bool IsRequired => !HasDefault && !IsBound;

    /// <summary>Whether the graph has a value bound to it. A call may still give another.</summary>
    public bool IsBound { get; internal init; }

    /// <summary>Whether every node that takes it has a default for it.</summary>
    public bool HasDefault { get; internal init; }

    /// <summary>The value that it has when a call gives none: the bound one, or the default; null if there is none.</summary>
    public object? FallbackValue { get; internal init; }

    /// <summary>Whether a node takes it as a reference that is declared not to be null.</summary>
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
