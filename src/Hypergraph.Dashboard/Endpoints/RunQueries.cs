using System.Globalization;
using System.Text.Json.Serialization.Metadata;
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
internal sealed class RunQueries(RunCatalog catalog, RunTracker tracker)
{
    private const int MaxPage = 500;

    public Task GraphAsync(HttpContext context) => AnswerAsync(
        context,
        run => GraphReports.Of(run.Start.Outline),
        DashboardJson.Default.GraphReport);

    public Task FailuresAsync(HttpContext context) => AnswerAsync(
        context,
        run => FailureReports.Of(tracker, run),
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
                (long oldest, long newest) = tracker.Read(_ => (run.Events.Oldest, run.Events.Newest));
                ListedEvent[] page =
                [
                    .. Before(run, before)
                        .Where(entry => (kinds is null || kinds.Contains(EventText.KindOf(entry.Event))) && (node is null || EventText.IsAt(entry.Event, node)))
                        .Select(entry => EventText.Describe(entry.Number, entry.Event, entry.Values))
                        .Where(listed => text is null || EventText.Contains(listed, text))
                        .Take(limit),
                ];
                return new EventPage(page, oldest, newest, oldest - 1);
            },
            DashboardJson.Default.EventPage);
    }

    public Task TimelineAsync(HttpContext context) => AnswerAsync(context, run => TimelineReports.Of(tracker, run), DashboardJson.Default.Timeline);

    public Task ItemsAsync(HttpContext context)
    {
        string? row = Requests.Text(context, "row");
        int offset = Requests.Number(context, "offset", ifAbsent: 0, int.MaxValue / 2);
        int limit = Requests.Number(context, "limit", ifAbsent: 100, MaxPage);
        ItemOrder order = Enum.TryParse(Requests.Text(context, "order"), ignoreCase: true, out ItemOrder parsed) ? parsed : ItemOrder.Failed;
        return order == ItemOrder.Slowest && offset >= SlowestItems.Capacity
            ? Responses.ProblemAsync(
                context, StatusCodes.Status400BadRequest, "Offset too large", string.Create(CultureInfo.InvariantCulture, $"Only the {SlowestItems.Capacity:N0} slowest items are known. Use a smaller offset, or another order."))
            : AnswerAsync(context, run => ItemReports.Of(tracker, run, row, order, offset, limit), DashboardJson.Default.ItemPage);
    }

    /// <summary>The events before a number, newest first, copied in parts: the copy holds up the events of the run.</summary>
    private IEnumerable<(long Number, Event Event, string? Values)> Before(TrackedRun run, long number)
    {
        List<(long Number, Event Event, string? Values)> part;
        do
        {
            long before = number;
            part = tracker.Read(_ => run.Events.Before(before, MaxPage));
            foreach ((long Number, Event Event, string? Values) entry in part)
            {
                number = entry.Number;
                yield return entry;
            }
        }
        while (part.Count == MaxPage);
    }

    private Task AnswerAsync<T>(HttpContext context, Func<TrackedRun, T> answer, JsonTypeInfo<T> type) =>
        Requests.FindRun(context, catalog) is { } run ? Responses.JsonAsync(context, answer(run), type) : Responses.UnknownRunAsync(context);
}
