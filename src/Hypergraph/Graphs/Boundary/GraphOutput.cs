using System.Diagnostics;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>A value that a run of a graph may produce.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class GraphOutput
{
    internal GraphOutput(string name, SlotType slotType, bool isUntyped, bool mayBeMissing)
    {
        Name = name;
        SlotType = slotType;
        IsUntyped = isUntyped;
        MayBeMissing = mayBeMissing;
    }

    /// <summary>The name of the output.</summary>
    public string Name { get; }

    /// <summary>The type of its values; <see cref="object"/> if the types of producers differ or <see cref="IsUntyped"/>.</summary>
    public Type Type => SlotType.Type;

    /// <summary>Whether a node built from data produces it.</summary>
    public bool IsUntyped { get; }

    /// <summary>Whether a run may complete without it, because it depends on the decision of a gate.</summary>
    public bool MayBeMissing { get; }

    internal SlotType SlotType { get; }

    /// <inheritdoc/>
    public override string ToString() => IsUntyped ? Name : $"{Name}: {TypeNames.Of(Type)}";
}
