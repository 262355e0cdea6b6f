using Hypergraph.Orleans.Protocol;

namespace Hypergraph.Orleans.Tests.Calling;

/// <summary>A coordinator with scripted replies.</summary>
internal sealed class ScriptedCoordinator : IRunCoordinator
{
    /// <summary>Replies to an addition: the epoch, and whether it is the last.</summary>
    public Func<int, bool, bool> OnAdd { get; init; } = (_, _) => true;

    /// <summary>Replies to a read in an epoch.</summary>
    public required Func<int, Task<ReadReply>> OnRead { get; init; }

    /// <summary>Called when an epoch starts.</summary>
    public Action<int> OnStart { get; init; } = _ => { };

    /// <summary>The time that the cluster needs to detect failed silos.</summary>
    public TimeSpan DetectionTime { get; init; }

    /// <summary>The number of stop requests.</summary>
    public int Stops { get; private set; }

    public Task<StartReply> StartAsync(RunSpec spec, string[] previousSilos, string? startedOn)
    {
        OnStart(spec.Epoch);
        return Task.FromResult(new StartReply { DetectionTime = DetectionTime });
    }

    public Task<bool> AddAsync(int epoch, ItemInput[] items, bool isLast) => Task.FromResult(OnAdd(epoch, isLast));

    public Task<ReadReply> ReadAsync(int epoch, long from, bool isOwner) => OnRead(epoch);

    public Task StopAsync(string? reason, bool cancels)
    {
        Stops++;
        return Task.CompletedTask;
    }

    public Task<ReportReply> ReportAsync(WorkerReport report) => Task.FromResult(ReportReply.Abort);

    public Task<RunSpec?> DescribeAsync() => Task.FromResult<RunSpec?>(null);

    public Task CloseAsync(bool isOwner) => Task.CompletedTask;
}
