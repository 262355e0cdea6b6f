using System.Collections;
using System.Diagnostics;
using Hypergraph.Nodes.Ports;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>An input of a node: a parameter of its function.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class NodeInput
{
    /// <summary>Represents a parameter for which the run injects its token.</summary>
    internal static readonly NodeInput Token = new("cancellationToken", SlotType<CancellationToken>.Instance) { IsInjected = true };

    /// <summary>Represents a parameter for which the run injects the node's context.</summary>
    internal static readonly NodeInput Context = new("context", SlotType<NodeContext>.Instance) { IsInjected = true };

    internal NodeInput(string name, SlotType slotType, bool isUntyped = false)
    {
        Name = name;
        SlotType = slotType;
        IsUntyped = isUntyped;
    }

    /// <summary>The name by which edges find it.</summary>
    public string Name { get; private init; }

    /// <summary>The type that it accepts; <see cref="object"/> if <see cref="IsUntyped"/>.</summary>
    public Type Type => SlotType.Type;

    /// <summary>Whether it accepts any value: the node is built from data.</summary>
    public bool IsUntyped { get; }

    /// <summary>Whether the node can run without a value for it.</summary>
    public bool HasDefault { get; private init; }

    /// <summary>The value if none is supplied; null if <see cref="HasDefault"/> is false.</summary>
    public object? DefaultValue { get; private init; }

    /// <summary>Whether the run injects the value, so that it is not an input.</summary>
    internal bool IsInjected { get; private init; }

    /// <summary>The service that the run injects; null for other parameters.</summary>
    internal ServiceParameter? Service { get; private init; }

    internal SlotType SlotType { get; }

    /// <summary>Whether it is a reference that is declared as not nullable.</summary>
    internal bool ForbidsNull { get; init; }

    /// <summary>Whether the parameter accepts the value, null included.</summary>
    internal bool Accepts(object? value) => value is null && ForbidsNull ? false : IsUntyped || SlotType.Accepts(value);

    /// <summary>Returns a parameter for which the run injects a service.</summary>
    internal static NodeInput OfService(string name, SlotType slotType, ServiceParameter service) => new(name, slotType) { IsInjected = true, Service = service };

    internal NodeInput WithDefault(object? value) =>
        new(Name, SlotType, IsUntyped) { HasDefault = true, DefaultValue = value, ForbidsNull = ForbidsNull && value is not null };

    internal NodeInput WithName(string name) => new(name, SlotType, IsUntyped) { HasDefault = HasDefault, DefaultValue = DefaultValue, ForbidsNull = ForbidsNull };

    /// <summary>Returns the same input of a map: a collection of values, of any type if the input accepts any value.</summary>
    internal NodeInput AsCollection() => new(Name, IsUntyped ? SlotType<IEnumerable>.Instance : SlotType.Enumerable, IsUntyped);

    private string DebuggerText => $"{Name}: {SlotType}{(HasDefault ? " (has a default)" : string.Empty)}";
}
