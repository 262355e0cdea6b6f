using System.Collections;

namespace Hypergraph;

/// <summary>An input of a node: a parameter of its function.</summary>
public sealed class NodeInput
{
    /// <summary>Stands for a parameter that the run fills in with its token.</summary>
    internal static readonly NodeInput Token = new("cancellationToken", SlotType<CancellationToken>.Instance) { IsInjected = true };

    /// <summary>Stands for a parameter that the run fills in with the node's context.</summary>
    internal static readonly NodeInput Context = new("context", SlotType<NodeContext>.Instance) { IsInjected = true };

    internal NodeInput(string name, SlotType slotType, bool isUntyped = false)
    {
        Name = name;
        SlotType = slotType;
        IsUntyped = isUntyped;
    }

    /// <summary>The name by which edges find it.</summary>
    public string Name { get; private init; }

    /// <summary>The type that it takes; <see cref="object"/> when <see cref="IsUntyped"/>.</summary>
    public Type Type => SlotType.Type;

    /// <summary>Whether it takes any value: of a node made from data.</summary>
    public bool IsUntyped { get; }

    /// <summary>Whether the node can do without a value for it.</summary>
    public bool HasDefault { get; private init; }

    /// <summary>The value that it has when none is given; null when <see cref="HasDefault"/> is false.</summary>
    public object? DefaultValue { get; private init; }

    /// <summary>Whether the run fills it in, so that it is no input.</summary>
    internal bool IsInjected { get; private init; }

    internal SlotType SlotType { get; }

    /// <summary>Whether it is a reference that is declared not to be null.</summary>
    internal bool ForbidsNull { get; init; }

    /// <summary>Whether the value, null included, can be passed to the parameter.</summary>
    internal bool Accepts(object? value) => value is null && ForbidsNull ? false : IsUntyped || SlotType.Accepts(value);

    internal NodeInput WithDefault(object? value) =>
        new(Name, SlotType, IsUntyped) { HasDefault = true, DefaultValue = value, ForbidsNull = ForbidsNull && value is not null };

    internal NodeInput WithName(string name) => new(name, SlotType, IsUntyped) { HasDefault = HasDefault, DefaultValue = DefaultValue, ForbidsNull = ForbidsNull };

    /// <summary>The same input of a map: a collection of values, of any type if the input takes any value.</summary>
    internal NodeInput AsCollection() => new(Name, IsUntyped ? SlotType<IEnumerable>.Instance : SlotType.Enumerable, IsUntyped);
}
