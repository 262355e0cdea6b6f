using Hypergraph.Resilience;
using Hypergraph.Testing;
using Polly;
using Polly.Retry;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/testing.md, word for word, and what it must produce.</summary>
public sealed class TestingGuides
{
    [Fact]
    public async Task Nodes_Are_replaced()
    {
        Graph report = Report();

        // snippet: testing-replace
        Graph offline = report
            .Replace("summaries/ask", (string text) => $"about {text}")     // the service in the nested graph
            .Replace("is_long", (int words) => true);                       // the gate, for the branch to test

        RunResult result = await new AsyncRunner().RunAsync(offline, new { texts = new[] { "cats", "dogs" } });
        string text = result.Get<string>("text");                           // about cats; about dogs (4 words)
        // end

        Assert.Equal("about cats; about dogs (4 words)", text);
        Guide.Says("testing", () => report.Replace("summaries/aks", () => "x"));
    }

    [Fact]
    public async Task Events_Are_compared()
    {
        Graph report = Report();

        // snippet: testing-events
        var recorder = new EventRecorder();
        Graph failing = report.Replace("summaries/ask", string (string text) => throw new TimeoutException());

        await new AsyncRunner(recorder).RunAsync(
            failing, new { texts = new[] { "cats" } }, new RunOptions { ErrorHandling = ErrorHandling.Continue });

        recorder.Events.AssertInOrder(                                      // other events may be between them
            "NodeStart summaries",
            "NodeError summaries/ask [0] System.TimeoutException",
            "RunEnd report Failed");
        recorder.Events.AssertNone("NodeStart join");
        // end

        // snippet: testing-conditions
        var slow = EventPattern.Of<NodeErrorEvent>(e => e.Error is TimeoutException, "a TimeoutException");
        Event first = recorder.Events.AssertContains(slow);
        // end

        Assert.Equal("summaries/ask", first.NodePath);
    }

    [Fact]
    public void Differences_Are_shown()
    {
        var recorder = new EventRecorder();
        new SyncRunner(recorder).Run(new Graph("double", [Node.Create(int (int x) => throw new FormatException(), output: "y", name: "twice")]), [("x", 1)], new RunOptions { ErrorHandling = ErrorHandling.Continue });

        string message = Assert.Throws<EventAssertionException>(
            () => recorder.Events.AssertExactly("RunStart double", "NodeStart twice", "NodeEnd twice", "RunEnd double Completed")).Message;

        Assert.Contains($"```text\n{message}\n```", Repository.Read("docs/testing.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_Is_advanced()
    {
        // snippet: testing-clock
        var clock = new FakeClock();
        int calls = 0;

        ResiliencePipeline retry = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 1, Delay = TimeSpan.FromHours(1) })
            .Build();
        var fetch = Node.Create((int id) => ++calls == 1 ? throw new TimeoutException() : $"page {id}", output: "page", name: "fetch")
            .WithResilience(retry);

        Task<RunResult> run = new AsyncRunner { TimeProvider = clock }.RunAsync(new Graph("pages", [fetch]), ("id", 7));

        TimeSpan delay = await clock.AdvanceToNextTimerAsync();             // one hour, at once
        RunResult result = await run;                                       // page 7
        // end

        Assert.Equal(TimeSpan.FromHours(1), delay);
        Assert.Equal("page 7", result["page"]);
    }

    [Fact]
    public async Task Runs_Stop_at_an_event()
    {
        // snippet: testing-until
        var step = Node.Create((int n) => n + 1, output: "n", name: "step");
        var more = Node.IfElse((int n) => n < 1_000, then: "step", otherwise: Node.End, name: "more");
        var count = new Graph("count", [step, more], new() { Entrypoints = ["step"] });

        RecordedRun run = await new AsyncRunner().RunUntilAsync(
            count, [("n", 0)], EventPattern.Of<NodeEndEvent>(e => e.NodeName == "step" && e.Outputs?["n"] is 3, "n is 3"));

        int n = run.Result.Get<int>("n");                                   // 3; the run is stopped
        // end

        Assert.Equal(3, n);
        Assert.Equal(RunStatus.Stopped, run.Result.Status);
    }

    [Fact]
    public async Task Runners_Are_replaced()
    {
        // snippet: testing-runner
        var sum = new Graph("sum", [Node.Create((int x, int y) => x + y, output: "total", name: "add")]);

        static async Task<string> DescribeAsync(IGraphRunner runner, Graph graph) =>         // the code under test
            $"The total is {(await runner.RunAsync(graph, ("x", 2), ("y", 3)))["total"]}.";

        FakeGraphRunner runner = new FakeGraphRunner()
            .Returns(("total", 42))                                         // the first run
            .Throws(new TimeoutException());                                // all further ones

        string text = await DescribeAsync(runner, sum);                     // The total is 42.
        object? x = runner.Calls[0].Inputs.Values["x"];                     // 2
        // end

        Assert.Equal("The total is 42.", text);
        Assert.Equal(2, x);
        await Assert.ThrowsAsync<TimeoutException>(() => DescribeAsync(runner, sum));
    }

    [Fact]
    public async Task Runners_Pause_and_resume()
    {
        // snippet: testing-pauses
        var publish = new Graph("publish",
        [
            Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve"),
            Node.Create((bool approved) => approved ? "published" : "dropped", output: "state", name: "finish"),
        ]);

        FakeGraphRunner runner = new FakeGraphRunner()
            .Pauses(new RunPause("approve", "Publish?", "approved"))        // the interrupt, the question, the name of the answer
            .Returns(("approved", true), ("state", "published"));           // the resumed run

        RunResult paused = await runner.RunAsync(publish, ("text", "News"));
        RunResult result = await runner.ResumeAsync(paused, answer: true);  // published
        object? answer = runner.Calls[1].Answers![paused.Pause!];           // true
        // end

        Assert.Equal((RunStatus.Paused, "published", true), (paused.Status, result["state"], answer));
    }

    [Fact]
    public async Task Interceptors_Are_called()
    {
        // snippet: testing-interceptor
        var ask = Node.Create((string prompt) => $"re: {prompt}", output: "answer", name: "ask");
        var retry = new ResilienceInterceptor(new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 1, Delay = TimeSpan.Zero })
            .Build());

        FakeNodeCall call = new FakeNodeCall(ask, [("prompt", "a")])
            .Throws(new TimeoutException())                                 // the first call of the function
            .Returns(("answer", "re: a"));                                  // all further ones

        NodeOutputs outputs = await retry.InvokeAsync(call, CancellationToken.None);

        int calls = call.CallCount;                                         // 2
        Exception? first = call.Attempts[0].Error;                          // the TimeoutException
        // end

        Assert.Equal("re: a", outputs.Values["answer"]);
        Assert.Equal(2, calls);
        Assert.IsType<TimeoutException>(first);
    }

    private static Graph Report()
    {
        // snippet: testing-graph
        var summary = new Graph("summary",
        [
            Node.Create(async (string text, CancellationToken ct) => await Service.AskAsync(text, ct), output: "short_text", name: "ask"),
        ]);

        var report = new Graph("report",
        [
            summary.AsNode("summaries").RenameInput("text", "texts").MapOver("texts"),
            Node.Create((string[] short_text) => (joined: string.Join("; ", short_text), words: string.Join(' ', short_text).Split(' ').Length), name: "join"),
            Node.IfElse((int words) => words > 100, then: "with_count", otherwise: "plain", name: "is_long"),
            Node.Create((string joined, int words) => $"{joined} ({words} words)", output: "text", name: "with_count"),
            Node.Create((string joined) => joined, output: "text", name: "plain"),
        ]);
        // end

        return report;
    }

    private static class Service
    {
        public static Task<string> AskAsync(string text, CancellationToken cancellationToken) =>
            Task.FromException<string>(new InvalidOperationException($"A test called the service for '{text}'."));
    }
}
