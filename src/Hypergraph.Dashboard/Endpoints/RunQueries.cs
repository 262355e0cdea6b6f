using Hypergraph.Dashboard.Http;
using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Reports;
using Hypergraph.Dashboard.Runs;
using Hypergraph.Dashboard.Tracking;
using Microsoft.AspNetCore.Http;

namespace Hypergraph.Dashboard.Endpoints;

/// <summary>Answers what the page asks about a run of this process or of a log.</summary>
/// <param name="catalog">The runs.</param>
/// <param name="tracker">What is kept of them.</param>
/// <param name="events">Describes events.</param>
internal sealed class RunQueries(RunCatalog catalog, RunTracker tracker, EventText events)
{
    private const int MaxPage = 500;

    public Task GraphAsync(HttpContext context) => AnswerAsync(
        context,
        run => GraphReports.Of(run.Start.Outline),
        DashboardJson.Default.GraphReport);

    public Task FailuresAsync(HttpContext context) => AnswerAsync(
        context,
        run => tracker.Read(_ => FailureReports.Of(run.Failures)),
        DashboardJson.Default.FailureReport);

    public Task EventsAsync(HttpContext context)
    {
        long before = Requests.LongNumber(context, "before", long.MaxValue);
        int limit = Requests.Number(context, "limit", ifAbsent: 200, MaxPage);
        HashSet<string>? kinds = Requests.Text(context, "kind")?.Split(',').ToHashSet();
        string? node = Requests.Text(context, "node");
        string? text = Requests.Text(context, "text");
        return AnswerAsync(
            context,
            run =>
            {
                (List<(long Number, Event Event)> kept, long oldest, long newest) = tracker.Read(_ => (run.Events.Before(before).ToList(), run.Events.Oldest, run.Events.Newest));
                ListedEvent[] page =
                [
                    .. kept
                        .Where(entry => (kinds is null || kinds.Contains(EventText.KindOf(entry.Event))) && (node is null || EventText.IsAt(entry.Event, node)))
                        .Select(entry => events.Describe(entry.Number, entry.Event))
                        .Where(listed => text is null || EventText.Contains(listed, text))
                        .Take(limit),
                ];
                return new EventPage(page, oldest, newest, oldest - 1);
            },
            DashboardJson.Default.EventPage);
    }

    public Task TimelineAsync(HttpContext context) => AnswerAsync(context, run => tracker.Read(_ => TimelineReports.Of(run)), DashboardJson.Default.Timeline);

    public Task ItemsAsync(HttpContext context)
    {
        string? row = Requests.Text(context, "row");
        int offset = Requests.Number(context, "offset", ifAbsent: 0, int.MaxValue / 2);
        int limit = Requests.Number(context, "limit", ifAbsent: 100, MaxPage);
        ItemOrder order = Enum.TryParse(Requests.Text(context, "order"), ignoreCase: true, out ItemOrder parsed) ? parsed : ItemOrder.Failed;
        return AnswerAsync(context, run => tracker.Read(_ => ItemReports.Of(run.Root, row, order, offset, limit)), DashboardJson.Default.ItemPage);
    }

    private Task AnswerAsync<T>(HttpContext context, Func<TrackedRun, T> answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        Requests.FindRun(context, catalog) is { } run ? Responses.JsonAsync(context, answer(run), type) : Responses.UnknownRunAsync(context);
}
