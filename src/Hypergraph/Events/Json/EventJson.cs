namespace Hypergraph.Events.Json;

/// <summary>The format of events as JSON.</summary>
internal static class EventJson
{
    /// <summary>The major version of the format. Readers refuse a newer one.</summary>
    public const int Version = 1;

    /// <summary>The number of objects and arrays in each other that readers of logs accept.</summary>
    public const int MaxDepth = 1000;

    /// <summary>The depth of a value that leaves room for the event around it.</summary>
    public const int MaxValueDepth = MaxDepth - 2;
}
