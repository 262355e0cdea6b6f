using Orleans;

namespace Hypergraph.Orleans;

/// <summary>How a run or an item ended, as it travels.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class WireResult
{
    /// <summary>Of an item that the run's end came before.</summary>
    public static readonly WireResult NotStarted = new() { Status = RunStatus.Stopped, IsNotStarted = true };

    [Id(0)]
    public required RunStatus Status { get; init; }

    [Id(1)]
    public WireValue[] Values { get; init; } = [];

    [Id(2)]
    public RemoteError? Error { get; init; }

    [Id(3)]
    public WirePause[] Pauses { get; init; } = [];

    /// <summary>In ticks; null if it was not measured.</summary>
    [Id(4)]
    public long? Duration { get; init; }

    /// <summary>Whether it was never begun, as the run was asked to end before.</summary>
    [Id(5)]
    public bool IsNotStarted { get; init; }

    /// <summary>All that failed in it, nested runs included.</summary>
    [Id(6)]
    public WireFailure[] Failures { get; init; } = [];

    /// <summary>About what it takes in a message.</summary>
    public int Bytes => WireBatches.BytesOf(Values) + WireBatches.BytesOf(Pauses.Select(p => p.Question)) + (Error?.Bytes ?? 0) + Failures.Sum(f => f.Bytes);

    public static WireResult Failed(Exception error) => new() { Status = RunStatus.Failed, Error = RemoteError.Of(error) };

    /// <summary>A result as plain data.</summary>
    /// <exception cref="ValueTransportException">A value cannot travel.</exception>
    public static WireResult Of(RunResult result, ValueWriter values, ValueCodec codec) => new()
    {
        Status = result.Status,
        Values = values.WriteResults(result.Values),
        Error = result.Error is { } error ? RemoteError.Of(error) : null,
        Pauses = [.. result.Pauses.Select(p => WirePause.Of(p, codec))],
        Duration = result.Duration?.Ticks,
        Failures = [.. result.Failures.Select(f => WireFailure.Of(f, result.Error))],
    };

    /// <summary>The result, from plain data.</summary>
    /// <exception cref="ValueTransportException">A value cannot be read.</exception>
    public RunResult ToResult(Graph graph, ValueWriter values, ValueCodec codec, RunId runId, int? itemIndex)
    {
        Exception? error = Error?.ToException();
        return RunResult.Create(
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
