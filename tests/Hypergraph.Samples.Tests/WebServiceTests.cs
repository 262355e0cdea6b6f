using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Hypergraph.Documentation.Tests;
using Hypergraph.Tests.Telemetry;

namespace Hypergraph.Samples.Tests;

/// <summary>The web service, used by a client as a user would.</summary>
public sealed class WebServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Requests a report, and returns the address of its run.</summary>
    private static async Task<Uri> StartReportAsync(WebServiceProcess service, string title, params string[] items)
    {
        using HttpResponseMessage response = await service.Client.PostAsJsonAsync("/reports", new { title, items }, Token);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return response.Headers.Location!;
    }

    private static async Task<string> TextAt(WebServiceProcess service, Uri address, string property) =>
        (await service.Client.GetFromJsonAsync<JsonElement>(address, Token)).GetProperty(property).GetString()!;

    /// <summary>Reads the events of a run until it ends, or until one has a type.</summary>
    private static async Task<List<JsonElement>> EventsAsync(WebServiceProcess service, Uri run, string? until = null)
    {
        List<JsonElement> events = [];
        await using Stream body = await service.Client.GetStreamAsync(new Uri($"{run}/events", UriKind.Relative), Token);
        await foreach (SseItem<string> item in SseParser.Create(body).EnumerateAsync(Token))
        {
            events.Add(JsonDocument.Parse(item.Data).RootElement);
            if (events[^1].GetProperty("type").GetString() == until)
            {
                break;
            }
        }

        return events;
    }

    [Fact]
    public async Task Request_Starts_a_run_whose_events_and_report_a_client_reads()
    {
        await using WebServiceProcess service = await WebServiceProcess.StartAsync();

        Uri run = await StartReportAsync(service, "breakfast", "tea", "milk", "sugar");
        List<JsonElement> events = await EventsAsync(service, run);

        Assert.Equal("completed", events[^1].GetProperty("status").GetString());
        Assert.Equal(3, events.Count(e => e.GetProperty("type").GetString() == "NodeEnd" && e.GetProperty("node").GetString() == "look_up"));
        Assert.Equal(12, (await service.Client.GetFromJsonAsync<JsonElement>("/reports/breakfast", Token)).GetProperty("total").GetInt32());
        Assert.Equal("Completed", await TextAt(service, run, "status"));
        Assert.Equal("breakfast", Assert.Single((await service.Client.GetFromJsonAsync<JsonElement>("/runs", Token)).EnumerateArray()).GetProperty("title").GetString());
        Assert.Equal("Healthy", await service.Client.GetStringAsync(new Uri("/health", UriKind.Relative), Token));
    }

    [Fact]
    public async Task Failed_request_of_a_node_Fails_the_run_with_its_location()
    {
        await using WebServiceProcess service = await WebServiceProcess.StartAsync();

        Uri run = await StartReportAsync(service, "none", "tea", "nothing");
        JsonElement error = Assert.Single(await EventsAsync(service, run), e => e.GetProperty("type").GetString() == "NodeError" && e.GetProperty("node").GetString() == "look_up");

        Assert.Equal("prices[1]/look_up", error.GetProperty("path").GetString());
        Assert.Equal("Failed", await TextAt(service, run, "status"));
        using HttpResponseMessage report = await service.Client.GetAsync(new Uri("/reports/none", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.NotFound, report.StatusCode);
    }

    [Fact]
    public async Task Request_Without_items_Is_rejected()
    {
        await using WebServiceProcess service = await WebServiceProcess.StartAsync();

        using HttpResponseMessage empty = await service.Client.PostAsJsonAsync("/reports", new { }, Token);
        using HttpResponseMessage partial = await service.Client.PostAsJsonAsync("/reports", new { title = "a" }, Token);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (empty.StatusCode, partial.StatusCode));
    }

    [Fact]
    public async Task Client_Stops_a_run()
    {
        await using WebServiceProcess service = await WebServiceProcess.StartAsync();
        Uri run = await StartReportAsync(service, "slow", "slow");
        Assert.Equal("Running", await TextAt(service, run, "status"));

        using HttpResponseMessage stopped = await service.Client.DeleteAsync(run, Token);
        using HttpResponseMessage again = await service.Client.DeleteAsync(run, Token);
        JsonElement request = (await EventsAsync(service, run, until: "StopRequested"))[^1];

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Conflict), (stopped.StatusCode, again.StatusCode));
        Assert.Equal("A client asked for it.", request.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Service_That_is_asked_to_end_Ends_its_runs_first()
    {
        await using WebServiceProcess service = await WebServiceProcess.StartAsync();
        Uri run = await StartReportAsync(service, "slow", "slow");
        Task<List<JsonElement>> events = EventsAsync(service, run);

        await service.StopAsync();

        Assert.Equal(0, service.ExitCode);
        Assert.Equal(["StopRequested"], (await events).Select(e => e.GetProperty("type").GetString()).Where(type => type == "StopRequested"));
        Assert.Equal("RunEnd", (await events)[^1].GetProperty("type").GetString());
    }

    [Fact]
    public async Task Trace_Of_a_request_Is_the_tree_in_the_guide()
    {
        using var receiver = new OtlpReceiver();
        await using WebServiceProcess service = await WebServiceProcess.StartAsync(receiver.Endpoint);
        Uri run = await StartReportAsync(service, "breakfast", "tea", "milk");
        await EventsAsync(service, run);
        await service.StopAsync();

        OtlpSpan root = Assert.Single(receiver.Spans, s => s.Name == "POST /reports");
        OtlpSpan[] trace = [.. receiver.Spans.Where(s => s.TraceId == root.TraceId)];
        HashSet<string> known = [.. trace.Select(s => s.SpanId)];

        Assert.All(trace, s => Assert.True(s == root || known.Contains(s.ParentId), $"'{s.Name}' has no parent in the trace."));
        Assert.Equal(TreeInGuide(), TreeOf(root, trace, depth: 0));
    }

    private static string TreeInGuide()
    {
        string guide = Repository.Read("docs/telemetry.md");
        int start = guide.IndexOf("```text\nPOST /reports\n", StringComparison.Ordinal);
        Assert.True(start >= 0, "docs/telemetry.md has no tree of the trace.");
        start += "```text\n".Length;
        return guide[start..guide.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static string TreeOf(OtlpSpan span, OtlpSpan[] trace, int depth) =>
        $"{new string(' ', 2 * depth)}{span.Name}\n{string.Concat(trace
            .Where(s => s.ParentId == span.SpanId)
            .Select(s => TreeOf(s, trace, depth + 1))
            .Order(StringComparer.Ordinal))}";
}
