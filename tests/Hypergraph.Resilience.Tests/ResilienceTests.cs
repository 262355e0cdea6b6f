using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.Fallback;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace Hypergraph.Resilience.Tests;

public sealed class ResilienceTests
{
    private static readonly RunOptions Continue = new() { ErrorHandling = ErrorHandling.Continue };

    private static readonly ResiliencePipeline Retry = RetryPipeline(2);

    public static TheoryData<string> Runners => ["sync", "async"];

    [Theory]
    [MemberData(nameof(Runners))]
    public async Task Retry_Until_it_goes_well_Is_one_start_one_end_and_an_attempt_for_each_call(string runner)
    {
        int calls = 0;
        FunctionNode node = Node.Create((int x) => ++calls < 3 ? throw new IOException("busy") : x * 10, "y", "fetch").WithResilience(Retry);
        var events = new EventRecorder();

        RunResult result = await RunAsync(runner, node, events);

        Assert.Equal(10, result["y"]);
        Assert.Equal(
            [
                "NodeStart fetch", "NodeAttemptStart fetch 1", "NodeAttemptEnd fetch 1 System.IO.IOException",
                "NodeAttemptStart fetch 2", "NodeAttemptEnd fetch 2 System.IO.IOException", "NodeAttemptStart fetch 3",
                "NodeAttemptEnd fetch 3", "NodeEnd fetch",
            ],
            LinesOf(events));
    }

    [Theory]
    [MemberData(nameof(Runners))]
    public async Task Retry_In_vain_Fails_with_the_node_s_own_exception(string runner)
    {
        int calls = 0;
        FunctionNode node = Node.Create(int (int x) => throw new IOException($"busy {++calls}"), "y", "fetch").WithResilience(Retry);
        var events = new EventRecorder();

        RunResult result = await RunAsync(runner, node, events);

        Assert.Equal("busy 3", Assert.IsType<IOException>(result.Error).Message);
        Assert.Contains(nameof(Retry_In_vain_Fails_with_the_node_s_own_exception), result.Error.StackTrace, StringComparison.Ordinal);
        Assert.Equal(
            [
                "NodeStart fetch", "NodeAttemptStart fetch 1", "NodeAttemptEnd fetch 1 System.IO.IOException",
                "NodeAttemptStart fetch 2", "NodeAttemptEnd fetch 2 System.IO.IOException", "NodeAttemptStart fetch 3",
                "NodeAttemptEnd fetch 3 System.IO.IOException",
                "NodeError fetch System.IO.IOException",
            ],
            LinesOf(events));
    }

    [Theory]
    [MemberData(nameof(Runners))]
    public async Task WithRetry_A_timeout_of_the_functions_own_Is_retried(string runner)
    {
        int calls = 0;
        FunctionNode node = Node.Create((int x) => ++calls < 3 ? throw new TaskCanceledException("too slow", new TimeoutException()) : x * 10, "y", "fetch")
            .WithRetry(2, TimeSpan.Zero);

        RunResult result = await RunAsync(runner, node, new EventRecorder());

        Assert.Equal(10, result["y"]);
        Assert.Equal(3, calls);
    }

    [Theory]
    [MemberData(nameof(Runners))]
    public async Task Runner_with_a_pipeline_Retries_every_node_of_nested_and_mapped_graphs(string runner)
    {
        HashSet<int> failed = [];
        Graph inner = new("inner", [Node.Create((int x) => failed.Add(x) ? throw new IOException("first") : x, "y", "flaky")]);
        var graph = new Graph("outer", [inner.AsNode().MapOver("x"), Node.Create((int[] y) => y.Sum(), "sum", "sum")]);
        var interceptor = new ResilienceInterceptor(Retry);
        var options = new RunOptions { MaxConcurrency = 1 };

        RunResult result = runner == "async"
            ? await new AsyncRunner { Interceptors = [interceptor] }.RunAsync(graph, new { x = new[] { 1, 2, 3 } }, options)
            : new SyncRunner { Interceptors = [interceptor] }.Run(graph, new { x = new[] { 1, 2, 3 } }, options);

        Assert.Equal(6, result["sum"]);
    }

    [Fact]
    public async Task Timeout_Reaches_the_token_and_the_context_of_the_node()
    {
        var time = new FakeTimeProvider();
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationToken ofContext = default;
        FunctionNode node = Node.Create(
            async (int x, CancellationToken token, NodeContext context) =>
            {
                ofContext = context.CancellationToken;
                Task never = Task.Delay(Timeout.InfiniteTimeSpan, token);
                waiting.SetResult();
                await never;
                return x;
            },
            "y",
            "slow").WithTimeout(TimeSpan.FromSeconds(30), time);
        var events = new EventRecorder();

        Task<RunResult> run = RunAsync("async", node, events);
        await waiting.Task;
        Assert.False(ofContext.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(30));
        RunResult result = await run.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(ofContext.IsCancellationRequested);
        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.IsType<TimeoutRejectedException>(result.Error);
        Assert.Equal(
            [
                "NodeStart slow", "NodeAttemptStart slow 1", "NodeAttemptEnd slow 1 System.Threading.Tasks.TaskCanceledException",
                "NodeError slow Polly.Timeout.TimeoutRejectedException",
            ],
            LinesOf(events));
    }

    [Fact]
    public void Timeout_On_the_synchronous_runner_Reaches_the_token()
    {
        var time = new FakeTimeProvider();
        FunctionNode node = Node.Create(
            (int x, CancellationToken token) =>
            {
                time.Advance(TimeSpan.FromSeconds(30));
                token.ThrowIfCancellationRequested();
                return x;
            },
            "y",
            "slow").WithTimeout(TimeSpan.FromSeconds(30), time);

        Assert.Throws<TimeoutRejectedException>(() => new SyncRunner().Run(new Graph([node]), new { x = 1 }));
    }

    [Theory]
    [MemberData(nameof(Runners))]
    public async Task Cancelling_the_call_Is_not_retried_and_stops_the_run(string runner)
    {
        using var source = new CancellationTokenSource();
        int calls = 0;
        FunctionNode node = Node.Create(
            (int x, CancellationToken token) =>
            {
                calls++;
                source.Cancel();
                token.ThrowIfCancellationRequested();
                return x;
            },
            "y").WithResilience(Retry).WithRetry(2, TimeSpan.Zero);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => _ = runner == "async"
            ? await new AsyncRunner().RunAsync(new Graph([node]), new { x = 1 }, null, source.Token)
            : new SyncRunner().Run(new Graph([node]), new { x = 1 }, null, source.Token));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Hedging_Takes_the_first_answer_and_cancels_the_other()
    {
        var time = new FakeClock();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        FunctionNode node = Node.Create(
            async (int x, CancellationToken token) =>
            {
                if (Interlocked.Increment(ref calls) > 1)
                {
                    return x * 2;
                }

                token.Register(cancelled.SetResult);
                Task never = Task.Delay(Timeout.InfiniteTimeSpan, token);
                first.SetResult();
                await never;
                return x;
            },
            "y",
            "hedged").WithResilience(new ResiliencePipelineBuilder<NodeOutputs> { TimeProvider = time }
            .AddHedging(new HedgingStrategyOptions<NodeOutputs> { Delay = TimeSpan.FromSeconds(1), MaxHedgedAttempts = 1 })
            .Build());
        var events = new EventRecorder();

        Task<RunResult> run = RunAsync("async", node, events);
        await first.Task;

        // The delay's timer is made after the first call has returned its task.
        await time.NextTimerAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        RunResult result = await run.WaitAsync(TimeSpan.FromSeconds(60));
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(2, result["y"]);
        string[] lines = LinesOf(events);
        Assert.Equal(["NodeStart hedged", "NodeAttemptStart hedged 1", "NodeAttemptStart hedged 2"], lines[..3]);
        Assert.Equal("NodeEnd hedged", lines[^1]);
        Assert.Contains("NodeAttemptEnd hedged 2", lines);
        Assert.Single(lines, l => l.StartsWith("NodeAttemptEnd hedged 1", StringComparison.Ordinal));
        Assert.Equal(6, lines.Length);
    }

    [Theory]
    [MemberData(nameof(Runners))]
    public async Task Fallback_Gives_outputs_in_place_of_the_call(string runner)
    {
        FunctionNode node = Node.Create(int (int x) => throw new IOException("down"), "y", "fetch").WithResilience(new ResiliencePipelineBuilder<NodeOutputs>()
            .AddFallback(new FallbackStrategyOptions<NodeOutputs>
            {
                FallbackAction = _ => Outcome.FromResultAsValueTask(NodeOutputs.Of(new Dictionary<string, object?> { ["y"] = -1 })),
            })
            .Build());
        var events = new EventRecorder();

        RunResult result = await RunAsync(runner, node, events);

        Assert.Equal(-1, result["y"]);
        Assert.Equal(
            [
                "NodeStart fetch", "NodeAttemptStart fetch 1", "NodeAttemptEnd fetch 1 System.IO.IOException", "NodeEnd fetch",
            ],
            LinesOf(events));
    }

    [Theory]
    [MemberData(nameof(Runners))]
    public async Task Several_pipelines_around_a_node_The_innermost_reports_the_attempts(string runner)
    {
        int calls = 0;
        FunctionNode node = Node.Create((int x) => ++calls < 3 ? throw new IOException("busy") : x, "y", "fetch")
            .WithResilience(ResiliencePipeline.Empty)
            .WithRetry(1, TimeSpan.Zero)
            .WithTimeout(TimeSpan.FromMinutes(1));
        var events = new EventRecorder();
        var outer = new ResilienceInterceptor(RetryPipeline(1));
        var graph = new Graph([node]);
        RunOptions options = Continue with { EventProcessors = [events] };

        RunResult result = runner == "async"
            ? await new AsyncRunner { Interceptors = [outer] }.RunAsync(graph, new { x = 4 }, options)
            : new SyncRunner { Interceptors = [outer] }.Run(graph, new { x = 4 }, options);

        Assert.Equal(4, result["y"]);
        Assert.Equal(
            [
                "NodeStart fetch", "NodeAttemptStart fetch 1", "NodeAttemptEnd fetch 1 System.IO.IOException",
                "NodeAttemptStart fetch 2", "NodeAttemptEnd fetch 2 System.IO.IOException", "NodeAttemptStart fetch 3",
                "NodeAttemptEnd fetch 3", "NodeEnd fetch",
            ],
            LinesOf(events));
    }

    [Theory]
    [MemberData(nameof(Runners))]
    public async Task Pipeline_without_a_processor_Works_as_with_one(string runner)
    {
        int calls = 0;
        FunctionNode node = Node.Create((int x) => ++calls < 2 ? throw new IOException("busy") : x, "y").WithRetry(1, TimeSpan.Zero);
        Assert.Equal(1, (await RunAsync(runner, node, events: null))["y"]);
    }

    [Fact]
    public async Task Retry_Waits_on_the_given_clock()
    {
        var time = new FakeClock();
        int calls = 0;
        FunctionNode node = Node.Create((int x) => ++calls < 2 ? throw new IOException("busy") : x, "y").WithRetry(1, TimeSpan.FromHours(1), time);

        Task<RunResult> run = RunAsync("async", node, events: null);
        TimeSpan delay = await time.NextTimerAsync();
        time.Advance(delay - TimeSpan.FromMilliseconds(1));
        Assert.Equal((false, 1), (run.IsCompleted, calls));
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, (await run.WaitAsync(TimeSpan.FromSeconds(60)))["y"]);
    }

    [Theory]
    [MemberData(nameof(Runners))]
    public async Task Gate_Is_retried_as_functions_are(string runner)
    {
        int calls = 0;
        var graph = new Graph("g",
        [
            Node.IfElse((int x) => ++calls < 2 ? throw new IOException("busy") : x > 0, "up", Node.End, "sign").WithResilience(Retry),
            Node.Create((int x) => x, "r", "up"),
        ]);
        var events = new EventRecorder();
        RunOptions options = Continue with { EventProcessors = [events] };

        RunResult result = runner == "async" ? await new AsyncRunner().RunAsync(graph, new { x = 1 }, options) : new SyncRunner().Run(graph, new { x = 1 }, options);

        Assert.Equal(1, result["r"]);
        Assert.Equal(
            [
                "NodeStart sign", "NodeAttemptStart sign 1", "NodeAttemptEnd sign 1 System.IO.IOException", "NodeAttemptStart sign 2",
                "NodeAttemptEnd sign 2", "RouteDecision sign up", "NodeEnd sign", "NodeStart up", "NodeEnd up",
            ],
            LinesOf(events));
    }

    [Fact]
    public async Task Operation_Is_named_as_the_node()
    {
        string? operation = null;
        var pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.Zero,
            OnRetry = arguments =>
            {
                operation = arguments.Context.OperationKey;
                return ValueTask.CompletedTask;
            },
        }).Build();
        await RunAsync("async", Node.Create(int (int x) => throw new IOException("busy"), "y", "fetch").WithResilience(pipeline), events: null);
        Assert.Equal("fetch", operation);
    }

    [Fact]
    public void Pipeline_that_is_null_Is_refused()
    {
        FunctionNode node = Node.Create((int x) => x, "y");
        Assert.Throws<ArgumentNullException>("pipeline", () => node.WithResilience((ResiliencePipeline)null!));
        Assert.Throws<ArgumentNullException>("pipeline", () => node.WithResilience((ResiliencePipeline<NodeOutputs>)null!));
    }

    private static string[] LinesOf(EventRecorder events) => EventText.Of(events.Events.OfType<NodeEvent>());

    private static ResiliencePipeline RetryPipeline(int retries) => new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = retries, Delay = TimeSpan.Zero })
        .Build();

    private static async Task<RunResult> RunAsync(string runner, Node node, EventRecorder? events)
    {
        RunOptions options = events is null ? Continue : Continue with { EventProcessors = [events] };
        var graph = new Graph([node]);
        return runner == "async"
            ? await new AsyncRunner().RunAsync(graph, new { x = 1 }, options)
            : new SyncRunner().Run(graph, new { x = 1 }, options);
    }
}
