using Microsoft.Extensions.Logging;

namespace Hypergraph.Orleans.Calling;

/// <summary>The settings of a runner that apply to all its calls.</summary>
/// <param name="EventProcessors">Processors for every call.</param>
/// <param name="Logger">Logs failures of processors.</param>
/// <param name="TimeProvider">The clock for the events of the root.</param>
/// <param name="Values">Serializes values.</param>
/// <param name="MaxItemRetries">The number of times that an item is retried after its silo failed.</param>
/// <param name="KeepLog">Whether the logs of runs with a handle are kept for callers that attach.</param>
/// <param name="SilosTimeout">The time without a silo that can run the graph after which a run fails; null to derive it from the cluster's settings.</param>
internal sealed record CallSettings(
    IReadOnlyList<EventProcessor> EventProcessors, ILogger Logger, TimeProvider TimeProvider, ValueCodec Values, int MaxItemRetries, bool KeepLog, TimeSpan? SilosTimeout);
