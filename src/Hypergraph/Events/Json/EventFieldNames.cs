namespace Hypergraph.Events.Json;

/// <summary>The names of the properties of events in JSON.</summary>
internal static class EventFieldNames
{
    /// <summary>Returns the property of a name. The length is compared first, so that a name is compared with few others.</summary>
    public static EventField Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 when name[0] == 'v' => EventField.Version,
        3 when name.SequenceEqual("run"u8) => EventField.Run,
        3 when name.SequenceEqual("key"u8) => EventField.Key,
        4 => FindOf4(name),
        5 => FindOf5(name),
        6 => FindOf6(name),
        7 => FindOf7(name),
        8 => FindOf8(name),
        9 when name.SequenceEqual("itemLabel"u8) => EventField.ItemLabel,
        10 when name.SequenceEqual("isMultiple"u8) => EventField.IsMultiple,
        10 when name.SequenceEqual("deepGraphs"u8) => EventField.DeepGraphs,
        12 when name.SequenceEqual("failureCount"u8) => EventField.FailureCount,
        13 when name.SequenceEqual("restoredNodes"u8) => EventField.RestoredNodes,
        _ => EventField.Unknown,
    };

    private static EventField FindOf4(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("type"u8) ? EventField.Type
        : name.SequenceEqual("time"u8) ? EventField.Time
        : name.SequenceEqual("span"u8) ? EventField.Span
        : name.SequenceEqual("path"u8) ? EventField.Path
        : name.SequenceEqual("node"u8) ? EventField.Node
        : name.SequenceEqual("item"u8) ? EventField.Item
        : name.SequenceEqual("done"u8) ? EventField.Done
        : EventField.Unknown;

    private static EventField FindOf5(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("graph"u8) ? EventField.Graph
        : name.SequenceEqual("error"u8) ? EventField.Error
        : name.SequenceEqual("isMap"u8) ? EventField.IsMap
        : name.SequenceEqual("total"u8) ? EventField.Total
        : name.SequenceEqual("index"u8) ? EventField.Index
        : name.SequenceEqual("value"u8) || name.SequenceEqual("chunk"u8) ? EventField.Value
        : EventField.Unknown;

    private static EventField FindOf6(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("parent"u8) ? EventField.Parent
        : name.SequenceEqual("status"u8) ? EventField.Status
        : name.SequenceEqual("cached"u8) ? EventField.Cached
        : name.SequenceEqual("inputs"u8) ? EventField.Inputs
        : name.SequenceEqual("reason"u8) ? EventField.Reason
        : EventField.Unknown;

    private static EventField FindOf7(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("outputs"u8) ? EventField.Outputs
        : name.SequenceEqual("stopped"u8) ? EventField.Stopped
        : name.SequenceEqual("mapSize"u8) ? EventField.MapSize
        : name.SequenceEqual("outline"u8) ? EventField.Outline
        : name.SequenceEqual("attempt"u8) ? EventField.Attempt
        : EventField.Unknown;

    private static EventField FindOf8(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("duration"u8) ? EventField.Duration
        : name.SequenceEqual("workflow"u8) ? EventField.Workflow
        : name.SequenceEqual("decision"u8) ? EventField.Decision
        : name.SequenceEqual("response"u8) ? EventField.Response
        : name.SequenceEqual("restored"u8) ? EventField.Restored
        : EventField.Unknown;
}
