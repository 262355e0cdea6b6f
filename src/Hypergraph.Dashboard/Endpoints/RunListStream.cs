using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Runs;
using Microsoft.AspNetCore.Http;

namespace Hypergraph.Dashboard.Endpoints;

/// <summary>Sends the list of runs: all of them first, then those that have changed.</summary>
/// <param name="catalog">The runs.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class RunListStream(RunCatalog catalog, TimeProvider timeProvider)
{
    public Task HandleAsync(HttpContext context) => EventStream.SendAsync(context, MessagesAsync);

    private async IAsyncEnumerable<SseItem<EventStream.Message>> MessagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ListedRuns sent = await catalog.ListAsync(isCurrent: true, cancellationToken).ConfigureAwait(false);
        yield return EventStream.Item("runs", new RunList(sent.Runs, sent.Store, timeProvider.GetUtcNow()), DashboardJson.Default.RunList);
        using var timer = new PeriodicTimer(EventStream.Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            ListedRuns current = await catalog.ListAsync(isCurrent: false, cancellationToken).ConfigureAwait(false);
            if (current != sent)
            {
                yield return EventStream.Item("change", ChangeBetween(sent, current), DashboardJson.Default.RunListChange);
                sent = current;
            }
        }
    }

    private RunListChange ChangeBetween(ListedRuns before, ListedRuns after) => new(
        [.. after.Runs.Where(run => before.ByKey.GetValueOrDefault(run.Key) != run)],
        [.. before.ByKey.Keys.Where(key => !after.ByKey.ContainsKey(key))],
        after.Store,
        timeProvider.GetUtcNow());
}
