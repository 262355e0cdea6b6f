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
        IReadOnlyList<RunSummary> runs = await catalog.ListAsync(cancellationToken).ConfigureAwait(false);
        yield return EventStream.Item("runs", new RunList(runs, timeProvider.GetUtcNow()), DashboardJson.Default.RunList);
        Dictionary<string, RunSummary> sent = runs.ToDictionary(run => run.Key);
        using var timer = new PeriodicTimer(EventStream.Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            runs = await catalog.ListAsync(cancellationToken).ConfigureAwait(false);
            RunSummary[] changed = [.. runs.Where(run => sent.GetValueOrDefault(run.Key) != run)];
            string[] removed = [.. sent.Keys.Except(runs.Select(run => run.Key))];
            if (changed.Length + removed.Length > 0)
            {
                yield return EventStream.Item("change", new RunListChange(changed, removed, timeProvider.GetUtcNow()), DashboardJson.Default.RunListChange);
                sent = runs.ToDictionary(run => run.Key);
            }
        }
    }
}
