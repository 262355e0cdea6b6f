using Hypergraph.Hosting;
using Hypergraph.Orleans.Transport.Values;
using Orleans;

namespace Hypergraph.Orleans.Transport.Results;

/// <summary>The serialized form of the result of a run or an item.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.WireResult")]
[Immutable]
internal sealed class WireResult
{
    /// <summary>The result of an item that did not start before the run ended.</summary>
    public static readonly WireResult NotStarted = new() { Status = RunStatus.Stopped, IsNotStarted = true };

    [Id(0)]
    public required RunStatus Status { get; init; }

    [Id(1)]
    public WireValue[] Values { get; init; } = [];

    [Id(2)]
    public RemoteError? Error { get; init; }

    [Id(3)]
    public WirePause[] Pauses { get; init; } = [];

    /// <summary>The duration in ticks; null if it was not measured.</summary>
    [Id(4)]
    public long? Duration { get; init; }

    /// <summary>Whether the item did not start because the run ended first.</summary>
    [Id(5)]
    public bool IsNotStarted { get; init; }

    /// <summary>All failures, including those of nested runs.</summary>
    [Id(6)]
    public WireFailure[] Failures { get; init; } = [];

    /// <summary>The approximate size in a message.</summary>
    public int Bytes => WireValue.BytesOf(Values) + WireValue.BytesOf(Pauses.Select(p => p.Question)) + (Error?.Bytes ?? 0) + Failures.Sum(f => f.Bytes);

    public static WireResult Failed(Exception error) => new() { Status = RunStatus.Failed, Error = RemoteError.Of(error) };

    /// <summary>Serializes a result.</summary>
    /// <exception cref="ValueTransportException">A value cannot be sent.</exception>
    public static WireResult Of(RunResult result, ValueWriter values, ValueCodec codec) => new()
    {
        Status = result.Status,
        Values = values.WriteResults(result.Values),
        Error = result.Error is { } error ? RemoteError.Of(error) : null,
        Pauses = [.. result.Pauses.Select(p => WirePause.Of(p, codec))],
        Duration = result.Duration?.Ticks,
        Failures = [.. result.Failures.Select(f => WireFailure.Of(f, result.Error))],
    };

    /// <summary>Deserializes the result.</summary>
    /// <exception cref="ValueTransportException">A value cannot be read.</exception>
    public RunResult ToResult(Graph graph, ValueWriter values, ValueCodec codec, RunId runId, int? itemIndex)
    {
        Exception? error = Error?.ToException();
        return ResultFactory.CreateRun(
            graph,
            Status,
            values.ReadResults(Values),
            runId,
            error,
            [.. Pauses.Select(p => p.ToPause(codec))],
            Duration is { } ticks ? new TimeSpan(ticks) : null,
            itemIndex,
            Failures.Length == 0 ? null : [.. Failures.Select(f => f.ToFailure(error))]);
    }
}
