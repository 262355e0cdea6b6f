namespace Hypergraph;

/// <summary>A value that a run of a graph may give.</summary>
public sealed class GraphOutput
{
    internal GraphOutput(string name, SlotType slotType, bool isUntyped, bool mayBeMissing)
    {
        Name = name;
        SlotType = slotType;
        IsUntyped = isUntyped;
        MayBeMissing = mayBeMissing;
    }

    /// <summary>The name by which it is found.</summary>
    public string Name { get; }

    /// <summary>The type of its values; <see cref="object"/> when producers differ or <see cref="IsUntyped"/>.</summary>
    public Type Type => SlotType.Type;

    /// <summary>Whether a node made from data gives it.</summary>
    public bool IsUntyped { get; }

    /// <summary>Whether a run may complete without it: it lies in a branch that may not be taken.</summary>
    public bool MayBeMissing { get; }

    internal SlotType SlotType { get; }

    /// <inheritdoc/>
    public override string ToString() => IsUntyped ? Name : $"{Name}: {TypeNames.Of(Type)}";
}
