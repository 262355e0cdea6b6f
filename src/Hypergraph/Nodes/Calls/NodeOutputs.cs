namespace Hypergraph;

/// <summary>What one call of a node's function gave, or what an interceptor gives in its place. Immutable.</summary>
public sealed class NodeOutputs
{
    private readonly Frame? _frame;
    private readonly Slot[] _slots = [];
    private readonly IReadOnlyList<NodeOutput> _outputs = [];
    private IReadOnlyDictionary<string, object?>? _values;

    private NodeOutputs(IReadOnlyDictionary<string, object?> values) => _values = values;

    /// <summary>The outputs that a function has written to a frame, read when asked for.</summary>
    internal NodeOutputs(Frame frame, IReadOnlyList<NodeOutput> outputs, Slot[] slots)
    {
        _frame = frame;
        _outputs = outputs;
        _slots = slots;
    }

    /// <summary>
    /// The values by output name. A gate has one, <c>decision</c>: what its function answered; an interrupt one,
    /// <c>question</c>.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Values => _values ??= new NamedValues(
        [.. _outputs.Select(o => o.Name)],
        [.. _outputs.Select((o, i) => o.SlotType.GetBoxed(_frame!, _slots[i]))]);

    /// <summary>Whether they came from a cache: the run then tells with a <see cref="CacheHitEvent"/>.</summary>
    public bool IsCached { get; private init; }

    /// <summary>The key under which the cache has them, if it tells.</summary>
    public string? CacheKey { get; private init; }

    /// <summary>
    /// Whether a stop ended the stream that they come from before its own end. They are what there is by then, for this run only: a
    /// cache must not keep them.
    /// </summary>
    public bool IsStopped { get; internal init; }

    /// <summary>Outputs in place of a call, such as a fallback.</summary>
    /// <param name="values">A value for each output, by name.</param>
    public static NodeOutputs Of(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new NodeOutputs(values);
    }

    /// <summary>Outputs from a cache.</summary>
    /// <param name="values">A value for each output, by name.</param>
    /// <param name="key">The key under which the cache has them, for <see cref="CacheHitEvent"/>.</param>
    public static NodeOutputs FromCache(IReadOnlyDictionary<string, object?> values, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new NodeOutputs(values) { IsCached = true, CacheKey = key };
    }

    /// <summary>Hands an output on to a slot of a run.</summary>
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
                $"An interceptor of node '{nodeName}' gave no '{output.Name}'. Outputs that stand in for a call have a value for each of its outputs: it gave {NameList.Of(Values.Keys)}.");
        }

        if (!output.SlotType.Accepts(value))
        {
            throw new InvalidOperationException(
                $"An interceptor of node '{nodeName}' gave '{output.Name}' as {(value is null ? "null" : TypeNames.Of(value.GetType()))}, but the node gives {output.SlotType}.");
        }

        slotType.SetBoxed(target, slot, value);
    }
}
