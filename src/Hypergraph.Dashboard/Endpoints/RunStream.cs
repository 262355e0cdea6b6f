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
        long version = -1;
        Row[] sent = [];
        using var timer = new PeriodicTimer(EventStream.Interval, timeProvider);
        do
        {
            // The end is read before the rows: what is sent with it is complete.
            bool hasEnded = run.End is not null;
            if (run.Version != version)
            {
                bool isFirst = version < 0;
                version = run.Version;
                Row[] rows = [.. run.Rows().Rows.Select(Row.Of)];
                RunSummary summary = catalog.Describe(run);
                yield return isFirst || !HaveSamePlaces(sent, rows)
                    ? EventStream.Item("run", new RunState(summary, rows, timeProvider.GetUtcNow()), DashboardJson.Default.RunState)
                    : EventStream.Item("change", new RunChange(summary, [.. ChangesBetween(sent, rows)], timeProvider.GetUtcNow()), DashboardJson.Default.RunChange);
                sent = rows;
            }

            if (hasEnded)
            {
                yield return EventStream.Item("end", new Nothing(), DashboardJson.Default.Nothing);
                yield break;
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private static bool HaveSamePlaces(Row[] before, Row[] after) =>
        before.Length == after.Length && before.Zip(after).All(pair => pair.First.Path == pair.Second.Path && pair.First.Level == pair.Second.Level);

    private static IEnumerable<ChangedRow> ChangesBetween(Row[] before, Row[] after)
    {
        for (int i = 0; i < after.Length; i++)
        {
            if (before[i] != after[i])
            {
                yield return new ChangedRow(i, after[i]);
            }
        }
    }
}
