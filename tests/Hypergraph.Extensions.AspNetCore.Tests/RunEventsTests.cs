using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Hypergraph.Extensions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hypergraph.Extensions.AspNetCore.Tests;

/// <summary>The events of runs as server-sent events, from a real server.</summary>
public class RunEventsTests
{
    private static readonly Graph Doubling = new("doubling", [Node.Create((int x) => 2 * x, output: "y", name: "double")]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A graph that reports progress as often as its gate is opened.</summary>
    private static Graph Reporting(int count, SemaphoreSlim gate) => new("reporting", [Node.Create(
        async (NodeContext context, CancellationToken token) =>
        {
            for (int i = 1; i <= count; i++)
            {
                await gate.WaitAsync(token);
                context.ReportProgress(i);
            }
        },
        output: null,
        name: "report")]);

    private static string TypeOf(SseItem<string> item) => JsonDocument.Parse(item.Data).RootElement.GetProperty("type").GetString()!;

    private static string Compact(SseItem<string> item) => $"{item.EventId}:{item.EventType}:{(item.EventType == "gap" ? item.Data : TypeOf(item))}";

    [Fact]
    public async Task Ended_run_Sends_all_its_events_and_ends()
    {
        await using TestServer server = await TestServer.StartAsync();
        RunResult result = await server.Runner.RunAsync(Doubling, new { x = 1 }, cancellationToken: Token);

        using HttpResponseMessage response = await server.GetAsync(result.RunId.ToString());
        List<SseItem<string>> items = await TestServer.ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store, no-cache", response.Headers.CacheControl!.ToString());
        Assert.Equal(["0:message:RunStart", "1:message:NodeStart", "2:message:NodeEnd", "3:message:RunEnd"], items.Select(Compact));
    }

    [Fact]
    public async Task Events_That_are_sent_Are_those_of_the_run()
    {
        await using TestServer server = await TestServer.StartAsync();
        var recorder = new EventRecorder();
        RunResult result = await server.Runner.RunAsync(Doubling, new { x = 1 }, new RunOptions { EventProcessors = [recorder] }, Token);

        using HttpResponseMessage response = await server.GetAsync(result.RunId.ToString());

        Assert.Equal(recorder.Events.Select(e => JsonSerializer.Serialize(e)), (await TestServer.ReadAsync(response)).Select(i => i.Data));
    }

    [Fact]
    public async Task Live_run_Sends_its_events_as_they_happen()
    {
        await using TestServer server = await TestServer.StartAsync();
        using var gate = new SemaphoreSlim(0);
        RunHandle<RunResult> handle = server.Runner.Start(Reporting(2, gate), GraphInputs.Empty, cancellationToken: Token);

        using HttpResponseMessage response = await server.GetAsync(handle.RunId.ToString());
        await using Stream body = await response.Content.ReadAsStreamAsync(Token);
        await using IAsyncEnumerator<SseItem<string>> items = SseParser.Create(body).EnumerateAsync(Token).GetAsyncEnumerator(Token);
        List<string> read = [];
        for (int i = 0; await items.MoveNextAsync(); i++)
        {
            read.Add(Compact(items.Current));
            if (i is 1 or 2)
            {
                // The next event happens only now, so each one was sent before the one after it.
                gate.Release();
            }
        }

        Assert.Equal(
            ["0:message:RunStart", "1:message:NodeStart", "2:message:NodeProgress", "3:message:NodeProgress", "4:message:NodeEnd", "5:message:RunEnd"], read);
        await handle.Completion;
    }

    [Fact]
    public async Task Client_That_reconnects_at_any_event_Misses_none_and_gets_none_twice()
    {
        const int Reports = 40;
        await using TestServer server = await TestServer.StartAsync();
        using var gate = new SemaphoreSlim(0);
        RunHandle<RunResult> handle = server.Runner.Start(Reporting(Reports, gate), GraphInputs.Empty, cancellationToken: Token);
        var random = new Random(1);
        List<string?> ids = [];
        string? last = null;
        while (true)
        {
            gate.Release(3);
            using HttpResponseMessage response = await server.GetAsync(handle.RunId.ToString(), last);
            if (response.StatusCode == HttpStatusCode.NoContent)
            {
                break;
            }

            // The connection is closed after some events, in the middle of the run.
            List<SseItem<string>> items = await TestServer.ReadAsync(response, random.Next(1, 4));
            ids.AddRange(items.Select(i => i.EventId));
            last = items.Count > 0 ? items[^1].EventId : last;
        }

        Assert.Equal(Enumerable.Range(0, Reports + 4).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), ids);
        await handle.Completion;
    }

    [Fact]
    public async Task Events_That_are_no_longer_kept_Are_announced_as_a_gap()
    {
        await using TestServer server = await TestServer.StartAsync(o => o.MaxEventsPerRun = 3);
        using var gate = new SemaphoreSlim(10);
        RunResult result = await server.Runner.RunAsync(Reporting(10, gate), Token);

        using HttpResponseMessage all = await server.GetAsync(result.RunId.ToString());
        using HttpResponseMessage later = await server.GetAsync(result.RunId.ToString(), "4");

        Assert.Equal(
            ["0:message:RunStart", ":gap:{\"missed\":10}", "11:message:NodeProgress", "12:message:NodeEnd", "13:message:RunEnd"],
            (await TestServer.ReadAsync(all)).Select((item, i) => i == 1 ? $":gap:{item.Data}" : Compact(item)));
        Assert.Equal("gap", (await TestServer.ReadAsync(later))[0].EventType);
    }

    [Fact]
    public async Task Client_With_the_last_event_of_an_ended_run_Gets_no_content()
    {
        await using TestServer server = await TestServer.StartAsync();
        RunResult result = await server.Runner.RunAsync(Doubling, new { x = 1 }, cancellationToken: Token);

        using HttpResponseMessage response = await server.GetAsync(result.RunId.ToString(), "3");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Theory]
    [InlineData("nonsense", null, HttpStatusCode.BadRequest, "'nonsense' is no id of a run. An id has 32 hexadecimal digits.")]
    [InlineData("0123456789abcdef0123456789abcdef", null, HttpStatusCode.NotFound, "There is no run with the id 0123456789abcdef0123456789abcdef, or it ended too long ago.")]
    [InlineData("", "-1", HttpStatusCode.BadRequest, "The header Last-Event-ID is no number of an event. Send the id of the last event that was received.")]
    [InlineData("", "x", HttpStatusCode.BadRequest, "The header Last-Event-ID is no number of an event. Send the id of the last event that was received.")]
    public async Task Request_That_is_wrong_Is_rejected_with_a_reason(string id, string? last, HttpStatusCode status, string detail)
    {
        await using TestServer server = await TestServer.StartAsync();
        RunResult result = await server.Runner.RunAsync(Doubling, new { x = 1 }, cancellationToken: Token);

        using HttpResponseMessage response = await server.GetAsync(id.Length == 0 ? result.RunId.ToString() : id, last);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(detail, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Values_Are_sent_where_they_are_kept()
    {
        await using TestServer with = await TestServer.StartAsync(o => o.KeepsValues = true);
        await using TestServer without = await TestServer.StartAsync();

        Assert.Contains("\"inputs\":{\"x\":7}", await NodeStartOf(with), StringComparison.Ordinal);
        Assert.DoesNotContain("inputs", await NodeStartOf(without), StringComparison.Ordinal);

        static async Task<string> NodeStartOf(TestServer server)
        {
            RunResult result = await server.Runner.RunAsync(Doubling, new { x = 7 }, cancellationToken: Token);
            using HttpResponseMessage response = await server.GetAsync(result.RunId.ToString());
            return (await TestServer.ReadAsync(response))[1].Data;
        }
    }

    [Fact]
    public async Task Client_That_reads_nothing_Does_not_delay_the_run()
    {
        const int Reports = 20_000;
        await using TestServer server = await TestServer.StartAsync();
        using var gate = new SemaphoreSlim(Reports);
        RunHandle<RunResult> handle = server.Runner.Start(Reporting(Reports, gate), GraphInputs.Empty, cancellationToken: Token);

        using HttpResponseMessage response = await server.GetAsync(handle.RunId.ToString());

        Assert.Equal(RunStatus.Completed, (await handle.Completion).Status);
    }

    [Fact]
    public async Task Application_That_stops_Ends_the_runs_and_then_the_responses()
    {
        await using TestServer server = await TestServer.StartAsync();
        using var gate = new SemaphoreSlim(0);
        RunHandle<RunResult> handle = server.Runner.Start(Reporting(1, gate), GraphInputs.Empty, cancellationToken: CancellationToken.None);
        using HttpResponseMessage response = await server.GetAsync(handle.RunId.ToString());

        Task stopping = server.App.StopAsync(Token);
        gate.Release();
        List<SseItem<string>> items = await TestServer.ReadAsync(response);
        await stopping;

        Assert.Equal("RunEnd", TypeOf(items[^1]));
        Assert.Contains("StopRequested", items.Select(TypeOf));
        Assert.True((await handle.Completion).Status is RunStatus.Stopped or RunStatus.Completed);
    }

    [Fact]
    public async Task Application_That_stops_Ends_the_responses_of_runs_that_do_not_end()
    {
        await using TestServer server = await TestServer.StartAsync(o => (o.StopTimeout, o.CancelTimeout) = (TimeSpan.Zero, TimeSpan.Zero));
        var never = new TaskCompletionSource();
        Graph stuck = new([Node.Create(async (int x) => await never.Task, output: null, name: "wait")]);
        RunHandle<RunResult> handle = server.Runner.Start(stuck, new { x = 1 }, cancellationToken: CancellationToken.None);
        using HttpResponseMessage response = await server.GetAsync(handle.RunId.ToString());

        Task stopping = server.App.StopAsync(Token);

        Assert.Equal("RunStart", TypeOf((await TestServer.ReadAsync(response))[0]));
        await stopping;
        never.SetResult();
        await handle.Completion.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("1000")]
    public async Task Client_With_an_id_that_the_run_does_not_have_yet_Gets_the_events_to_come(string last)
    {
        await using TestServer server = await TestServer.StartAsync();
        using var gate = new SemaphoreSlim(0);
        RunHandle<RunResult> handle = server.Runner.Start(Reporting(1, gate), GraphInputs.Empty, cancellationToken: Token);
        RunEntry run = server.Registry.Find(handle.RunId)!;
        await foreach (RecordedEvent recorded in run.ReadEventsAsync(cancellationToken: Token))
        {
            if (recorded.Number == 1)
            {
                break;
            }
        }

        using HttpResponseMessage response = await server.GetAsync(handle.RunId.ToString(), last);
        gate.Release();

        Assert.Equal(["2:message:NodeProgress", "3:message:NodeEnd", "4:message:RunEnd"], (await TestServer.ReadAsync(response)).Select(Compact));
        await handle.Completion;
    }

    [Fact]
    public async Task Route_In_a_group_Has_the_id_of_the_group()
    {
        await using TestServer server = await TestServer.StartAsync();
        RunResult result = await server.Runner.RunAsync(Doubling, new { x = 1 }, cancellationToken: Token);

        using HttpResponseMessage response = await server.Client.GetAsync(new Uri($"/grouped/{result.RunId}/events", UriKind.Relative), Token);

        Assert.Equal(4, (await TestServer.ReadAsync(response)).Count);
    }

    [Fact]
    public async Task Route_Without_an_id_Is_rejected()
    {
        await using TestServer server = await TestServer.StartAsync();
        ArgumentException error = Assert.Throws<ArgumentException>(() => server.App.MapHypergraphEvents("/events"));
        Assert.StartsWith("The route '/events' has no parameter for the id of the run. Write it as {id}, such as \"/runs/{id}/events\".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_Without_a_registry_Is_rejected()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => app.MapHypergraphEvents("/runs/{id}/events"));
        Assert.Equal("The services have no registry of runs. Call builder.Services.AddHypergraph(…) before the application is built.", error.Message);
    }
}
