using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>The reply to the start of a single run without a coordinator.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.SingleReply")]
[Immutable]
internal sealed class SingleReply
{
    /// <summary>The reply if the run did not start: the silo has no free capacity, or not all silos are known to have the graph.</summary>
    public static readonly SingleReply NotStarted = new();

    /// <summary>The silo that started the run; null if it did not start.</summary>
    [Id(0)]
    public string? Silo { get; init; }

    /// <summary>All events and the result; null if the run continues. The silo then waits for the run's coordinator.</summary>
    [Id(1)]
    public LogEntry? End { get; init; }
}
