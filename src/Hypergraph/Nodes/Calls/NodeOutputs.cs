using System.Diagnostics;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>The outputs of one call of a node's function, or those that an interceptor returns in its place. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class NodeOutputs
{
    private readonly Frame? _frame;
    private readonly Slot[] _slots = [];
    private readonly IReadOnlyList<NodeOutput> _outputs = [];
    private IReadOnlyDictionary<string, object?>? _values;

    private NodeOutputs(IReadOnlyDictionary<string, object?> values) => _values = values;

    /// <summary>Creates outputs that a function has written to a frame; they are read on demand.</summary>
    internal NodeOutputs(Frame frame, IReadOnlyList<NodeOutput> outputs, Slot[] slots)
    {
        _frame = frame;
        _outputs = outputs;
        _slots = slots;
    }

    /// <summary>
    /// The values by output name. A gate has one, <c>decision</c>: the result of its function; an interrupt has one,
    /// <c>question</c>.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Values => _values ??= new NamedValues(
        [.. _outputs.Select(o => o.Name)],
        [.. _outputs.Select((o, i) => o.SlotType.GetBoxed(_frame!, _slots[i]))]);

    /// <summary>Whether they came from a cache: the run then reports a <see cref="CacheHitEvent"/>.</summary>
    public bool IsCached { get; private init; }

    /// <summary>The key of the cached outputs, if the cache reports it.</summary>
    public string? CacheKey { get; private init; }

    /// <summary>
    /// Whether a stop ended the stream from which they come. They are the items so far, for this run only: a cache must not
    /// keep them.
    /// </summary>
    public bool IsStopped { get; internal init; }

    /// <summary>Creates outputs in place of a call, such as a fallback.</summary>
    /// <param name="values">A value for each output, by name.</param>
    public static NodeOutputs Of(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new NodeOutputs(values);
    }

    /// <summary>Creates outputs from a cache.</summary>
    /// <param name="values">A value for each output, by name.</param>
    /// <param name="key">The key of the cached outputs, for <see cref="CacheHitEvent"/>.</param>
    public static NodeOutputs FromCache(IReadOnlyDictionary<string, object?> values, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new NodeOutputs(values) { IsCached = true, CacheKey = key };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{NameList.Join(Values.Keys)}{(IsCached ? " (cached)" : string.Empty)}";

    /// <summary>Copies an output to a slot of a run.</summary>
    /// <exception cref="InvalidOperationException">There is no such output, or its value is of another type.</exception>
    internal void CopyTo(IReadOnlyList<NodeOutput> declared, int index, Frame target, SlotType slotType, in Slot slot, string nodeName)
    {
        NodeOutput output = declared[index];
        if (_frame is not null && ReferenceEquals(declared, _outputs) && slotType.IsSameAs(output.SlotType))
        {
            slotType.Copy(_frame, _slots[index], target, slot);
            return;
        }

        if (!Values.TryGetValue(output.Name, out object? value))
        {
            throw new InvalidOperationException(
                $"An interceptor of node '{nodeName}' returned no '{output.Name}'. Outputs in place of a call have a value for each output of the node: it returned {NameList.Of(Values.Keys)}.");
        }

        if (!output.SlotType.Accepts(value))
        {
            throw new InvalidOperationException(
                $"An interceptor of node '{nodeName}' returned '{output.Name}' as {(value is null ? "null" : TypeNames.Of(value.GetType()))}, but the node produces {output.SlotType}.");
        }

        slotType.SetBoxed(target, slot, value);
    }
}
