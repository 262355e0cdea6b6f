using Hypergraph.Dashboard.Tracking;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Dashboard.Logs;

/// <summary>Reads event logs, and follows them while other processes write, until the host stops. A file that does not exist yet is waited for.</summary>
/// <param name="options">The options, with the paths.</param>
/// <param name="tracker">Receives the events.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="log">Receives the failure of a log that cannot be read.</param>
internal sealed partial class LogFollower(DashboardOptions options, RunTracker tracker, TimeProvider timeProvider, ILogger<LogFollower> log) : BackgroundService
{
    private static readonly TimeSpan WaitInterval = TimeSpan.FromMilliseconds(200);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(options.Logs.Select(LogPaths.Normalize).Distinct(LogPaths.Comparer).Select(path => FollowAsync(path, stoppingToken)));

    private async Task FollowAsync(string path, CancellationToken stopping)
    {
        // The file is read on another thread: the start of the host does not wait for it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (!LogPaths.Exists(path))
            {
                await Task.Delay(WaitInterval, timeProvider, stopping).ConfigureAwait(false);
            }

            var source = new RunSource(Path.GetFileName(path));
            await foreach (Event e in EventLog.ReadAsync(path, new EventLogOptions { Follow = true, TimeProvider = timeProvider }, stopping).ConfigureAwait(false))
            {
                tracker.Add(e, source);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception exception) when (exception is IOException or EventLogException or UnauthorizedAccessException)
        {
            LogUnreadable(path, exception);
        }
    }

    [LoggerMessage(61, LogLevel.Error, "The log {Path} cannot be read any further. Runs that were read stay on the dashboard.")]
    private partial void LogUnreadable(string path, Exception exception);
}
