using System.Diagnostics;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>An output of a node: a named result of its function.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class NodeOutput
{
    internal NodeOutput(string name, SlotType slotType, bool isUntyped = false)
    {
        Name = name;
        SlotType = slotType;
        IsUntyped = isUntyped;
    }

    /// <summary>The name by which edges find it.</summary>
    public string Name { get; }

    /// <summary>The type of its values; <see cref="object"/> if <see cref="IsUntyped"/>.</summary>
    public Type Type => SlotType.Type;

    /// <summary>Whether it may have any value: the node is built from data.</summary>
    public bool IsUntyped { get; }

    internal SlotType SlotType { get; }

    internal NodeOutput WithName(string name) => new(name, SlotType, IsUntyped);

    private string DebuggerText => $"{Name}: {SlotType}";
}
