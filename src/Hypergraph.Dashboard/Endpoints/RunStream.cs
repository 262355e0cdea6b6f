using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Hypergraph.Dashboard.Http;
using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Runs;
using Hypergraph.Dashboard.Tracking;
using Microsoft.AspNetCore.Http;

namespace Hypergraph.Dashboard.Endpoints;

/// <summary>
/// Sends the rows of a run: all of them first, also on each later connection, then those that have changed. So a client that was away misses nothing and counts nothing twice. The work for a viewer follows
/// the number of rows, not that of items: a map of a million items is one row.
/// </summary>
/// <param name="catalog">The runs.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class RunStream(RunCatalog catalog, TimeProvider timeProvider)
{
    public Task HandleAsync(HttpContext context) => Requests.FindRun(context, catalog) is { } run
        ? EventStream.SendAsync(context, token => MessagesAsync(run, token))
        : Responses.UnknownRunAsync(context);

    private async IAsyncEnumerable<SseItem<EventStream.Message>> MessagesAsync(TrackedRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (RunSnapshot Snapshot, RunSummary Summary)? sent = null;
        using var timer = new PeriodicTimer(EventStream.Interval, timeProvider);
        do
        {
            // A run of this process replaces the same of a log.
            TrackedRun? found = catalog.Find(run.Start.RunId.ToString());
            bool isOther = found is not null && found != run;
            run = found ?? run;
            (RunSnapshot snapshot, RunSummary summary) = await catalog.ReadAsync(run, isCurrent: sent is null, cancellationToken).ConfigureAwait(false);
            if (sent is not { } before || isOther || !HaveSamePlaces(before.Snapshot.Rows, snapshot.Rows))
            {
                yield return EventStream.Item("run", new RunState(summary, snapshot.Rows, timeProvider.GetUtcNow()), DashboardJson.Default.RunState);
            }
            else if (before.Snapshot != snapshot || before.Summary != summary)
            {
                yield return EventStream.Item("change", new RunChange(summary, ChangesBetween(before.Snapshot.Rows, snapshot.Rows), timeProvider.GetUtcNow()), DashboardJson.Default.RunChange);
            }

            sent = (snapshot, summary);
            if (found is null || (snapshot.HasEnded && !MayContinue(summary)))
            {
                yield return EventStream.Item("end", new Nothing(), DashboardJson.Default.Nothing);
                yield break;
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whether the state may change without events: another process runs it, or may answer its questions.</summary>
    private bool MayContinue(RunSummary summary) => summary.Status == "running" || (catalog.HasStore && summary is { Status: "paused" or "interrupted", Workflow: not null });

    private static bool HaveSamePlaces(IReadOnlyList<Row> before, IReadOnlyList<Row> after) =>
        ReferenceEquals(before, after) || (before.Count == after.Count && before.Zip(after).All(pair => pair.First.Path == pair.Second.Path && pair.First.Level == pair.Second.Level));

    private static List<ChangedRow> ChangesBetween(IReadOnlyList<Row> before, IReadOnlyList<Row> after)
    {
        List<ChangedRow> changed = [];
        for (int i = 0; i < after.Count; i++)
        {
            if (before[i] != after[i])
            {
                changed.Add(new ChangedRow(i, after[i]));
            }
        }

        return changed;
    }
}
