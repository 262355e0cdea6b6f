using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Orleans;

/// <summary>
/// Tells the coordinator of a run what one silo has to tell of it: one report at a time, so that order is kept, each with
/// all that has come up meanwhile, and one now and then without news, as a sign of life.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a wait handle the semaphore holds nothing to release.")]
internal sealed class WorkerReporter(WorkerRun run, IRunCoordinator coordinator, string silo)
{
    private const int MaxEvents = 5_000;

    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    // Far shorter than the silence after which the coordinator takes the silo for lost.
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(5);

    // A caller asks for a coordinator at once; while silos are lost that may take a while.
    private static readonly TimeSpan PatienceWithCoordinator = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _dataAvailable = new(0);

    // One that reports for the same run after this one has higher numbers; the wall clock may be set back.
    private long _number = Stopwatch.GetTimestamp();
    private int _isNotified;
    private int _isStarted;
    private volatile bool _isEnded;

    /// <summary>Begins to report; later calls do nothing.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            _ = Task.Run(PumpAsync);
        }
    }

    /// <summary>Begins to report when the coordinator asks for it, or some time later if it does not: then it may not want what there is.</summary>
    public void StartLater() => _ = StartLaterAsync();

    /// <summary>Says that there is news.</summary>
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
        await Task.Delay(PatienceWithCoordinator).ConfigureAwait(false);
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
                run.BeginNoMore();
            }
        }
    }

    /// <summary>Sends a report until it arrives; sent twice, it counts once.</summary>
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
                // The silo of the coordinator may be going; where it comes up next, it knows this run or it does not.
                await Task.Delay(RetryDelay).ConfigureAwait(false);
            }
        }

        return ReportReply.Abort;
    }
}
