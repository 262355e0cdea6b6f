using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using Hypergraph.Hosting;
using Hypergraph.Orleans.Transport.Values;
using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>The description of a run, which does not change within an epoch.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.RunSpec")]
[Immutable]
internal sealed record RunSpec
{
    private const int RunIdBytes = 16;

    [Id(0)]
    public required RunId RunId { get; init; }

    /// <summary>The number of starts of the run: the first, and one for each failure of its coordinator.</summary>
    [Id(1)]
    public required int Epoch { get; init; }

    [Id(2)]
    public required string Graph { get; init; }

    [Id(3)]
    public required string Version { get; init; }

    [Id(4)]
    public required bool IsMap { get; init; }

    /// <summary>The number of items; null for a stream.</summary>
    [Id(5)]
    public int? Count { get; init; }

    [Id(6)]
    public string? WorkflowId { get; init; }

    [Id(7)]
    public required int MaxIterations { get; init; }

    [Id(8)]
    public int? MaxConcurrency { get; init; }

    /// <summary>Whether no item starts after one has failed.</summary>
    [Id(9)]
    public required bool StopsAtFailure { get; init; }

    [Id(10)]
    public required bool WantsEvents { get; init; }

    [Id(11)]
    public required bool WantsValues { get; init; }

    /// <summary>The inputs that are the same for all items.</summary>
    [Id(12)]
    public required WireValue[] SharedInputs { get; init; }

    /// <summary>The number of times that an item is retried after its silo failed.</summary>
    [Id(13)]
    public required int MaxItemRetries { get; init; }

    /// <summary>Whether the log is kept for callers that attach later, and not only until the caller has read it.</summary>
    [Id(14)]
    public required bool KeepsLog { get; init; }

    /// <summary>The silence of the caller after which no further items are expected.</summary>
    [Id(15)]
    public TimeSpan CallerTimeout { get; init; }

    /// <summary>The time without a silo that can run the graph after which the run fails; null to derive it from the cluster's settings.</summary>
    [Id(16)]
    public TimeSpan? SilosTimeout { get; init; }

    /// <summary>The trace that the run continues, as <c>traceparent</c> of W3C Trace Context; null for none.</summary>
    [Id(17)]
    public string? TraceParent { get; init; }

    /// <summary>The state of the trace, as <c>tracestate</c> of W3C Trace Context; null for none.</summary>
    [Id(18)]
    public string? TraceState { get; init; }

    /// <summary>Whether no activities start on silos: the caller's sampler dropped the call.</summary>
    [Id(19)]
    public bool IsUntraced { get; init; }

    /// <summary>Whether the run is stored, so that silos need a store.</summary>
    [Id(20)]
    public bool IsDurable { get; init; }

    /// <summary>The trace that the run continues; the default value for none.</summary>
    public ActivityContext Trace => ActivityContext.TryParse(TraceParent, TraceState, isRemote: true, out ActivityContext trace) ? trace : default;

    /// <summary>Whether it is a map over nothing, which has no activity.</summary>
    public bool IsEmptyMap => IsMap && Count == 0;

    /// <summary>Returns a copy that continues the trace of a call.</summary>
    public RunSpec InTraceOf(CallTelemetry call) => this with
    {
        TraceParent = call.Trace == default ? null : $"00-{call.Trace.TraceId}-{call.Trace.SpanId}-{(int)call.Trace.TraceFlags:x2}",
        TraceState = call.Trace.TraceState,
        IsUntraced = !call.IsTraced,
    };

    /// <summary>The id of the run of an item, the same in all attempts at it and for all callers; of a single run, that of the run itself.</summary>
    public RunId IdOf(long item)
    {
        if (!IsMap)
        {
            return RunId;
        }

        Span<byte> source = stackalloc byte[RunIdBytes + sizeof(long)];
        RunId.WriteBytes(source);
        BinaryPrimitives.WriteInt64BigEndian(source[RunIdBytes..], item);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source, hash);
        return RunId.FromBytes(hash);
    }

    /// <summary>The index of an item, which has 31 bits, as in local maps; null for a single run.</summary>
    public int? IndexOf(long item) => IsMap ? (int)(item & int.MaxValue) : null;

    /// <summary>The number of functions that an item may run concurrently: the running items divide the limit of the call equally.</summary>
    public int? FunctionsOfItem => MaxConcurrency is { } limit ? Math.Max(1, limit / Math.Max(1, Math.Min(limit, Count ?? int.MaxValue))) : null;
}
