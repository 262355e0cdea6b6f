namespace Hypergraph.Events.Json;

/// <summary>The format of events as JSON.</summary>
internal static class EventJson
{
    /// <summary>The major version of the format. Readers refuse a newer one.</summary>
    public const int Version = 1;
}
