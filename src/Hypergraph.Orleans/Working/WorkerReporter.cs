using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Timeouts;

namespace Hypergraph.Orleans.Working;

/// <summary>
/// Reports a silo's events and results of a run to the coordinator: one report at a time, to preserve the order, each with
/// all data since the last one. Empty reports serve as heartbeats.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a wait handle the semaphore owns no resources.")]
internal sealed class WorkerReporter(WorkerRun run, IRunCoordinator coordinator, string silo)
{
    private const int MaxEvents = 5_000;

    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    // Far shorter than the silence after which the coordinator treats the silo as failed.
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(5);

    // A caller starts a coordinator immediately, but that may take longer while silos fail.
    private static readonly TimeSpan CoordinatorTimeout = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _dataAvailable = new(0);

    // A later reporter for the same run must have higher numbers; the wall clock may be set back.
    private long _number = Stopwatch.GetTimestamp();
    private int _isNotified;
    private int _isStarted;
    private volatile bool _isEnded;

    /// <summary>Starts reporting; later calls have no effect.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            _ = Task.Run(PumpAsync);
        }
    }

    /// <summary>Starts reporting after a delay, unless the coordinator requests it first; the reply may then abort the run.</summary>
    public void StartLater() => _ = StartLaterAsync();

    /// <summary>Signals that data is available.</summary>
    public void Notify()
    {
        if (Interlocked.Exchange(ref _isNotified, 1) == 0)
        {
            _dataAvailable.Release();
        }
    }

    public void End()
    {
        _isEnded = true;
        Notify();
    }

    private async Task StartLaterAsync()
    {
        await Task.Delay(CoordinatorTimeout).ConfigureAwait(false);
        Start();
    }

    private async Task PumpAsync()
    {
        while (!_isEnded)
        {
            bool isQuiet = !await _dataAvailable.WaitAsync(HeartbeatInterval).ConfigureAwait(false);
            Volatile.Write(ref _isNotified, 0);
            if (isQuiet && run.CloseIfIdle())
            {
                return;
            }

            var report = new WorkerReport { Epoch = run.Spec.Epoch, Silo = silo, Number = ++_number, Entries = run.CollectEntries(MaxEvents) };
            ReportReply reply = await SendAsync(report).ConfigureAwait(false);
            if (_isEnded)
            {
                return;
            }

            if (!reply.Continues)
            {
                run.Abort();
                run.CloseIfIdle();
            }
            else if (reply.Stops)
            {
                run.Stop(reply.StopReason, reply.Cancels);
            }
            else if (reply.IsEnding)
            {
                run.PreventStarts();
            }
        }
    }

    /// <summary>Sends a report until it arrives; the coordinator ignores duplicates.</summary>
    private async Task<ReportReply> SendAsync(WorkerReport report)
    {
        while (!_isEnded)
        {
            try
            {
                return await coordinator.ReportAsync(report).WithTimeoutAsync(ReplyTimeout).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The coordinator's silo may be failing; the next coordinator continues or aborts the run.
                await Task.Delay(RetryDelay).ConfigureAwait(false);
            }
        }

        return ReportReply.Abort;
    }
}
