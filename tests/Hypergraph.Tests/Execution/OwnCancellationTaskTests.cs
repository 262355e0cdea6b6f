namespace Hypergraph.Tests.Execution;

/// <summary>
/// The task of a call is cancelled by the call's own token alone. A node's own <see cref="OperationCanceledException"/> faults it, with
/// that exception, whether the call completes at once or later.
/// </summary>
public sealed class OwnCancellationTaskTests
{
    private static readonly TaskCanceledException Own = new("The request took too long.", new TimeoutException(), new CancellationToken(canceled: true));

    private static readonly Graph AtOnce = new("at_once", [Node.Create(int (int x) => throw Own, "y", "get")]);

    private static readonly Graph Later = new("later",
    [
        Node.Create(
            async (int x) =>
            {
                await Task.Yield();
                throw Own;
#pragma warning disable CS0162 // The result type of the lambda.
                return x;
#pragma warning restore CS0162
            },
            "y",
            "get"),
    ]);

    private static readonly Node Ask = Node.Interrupt<int>(() => "x?", "x", "ask");

    public static TheoryData<bool, bool> Ways => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task RunAsync_A_node_that_throws_Faults_the_task(bool isLater, bool isObserved)
    {
        await AssertFaultedAsync(new AsyncRunner(Processors(isObserved)).RunAsync(Of(isLater), new { x = 1 }));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task MapAsync_An_item_that_throws_Faults_the_task(bool isLater, bool isObserved)
    {
        await AssertFaultedAsync(new AsyncRunner(Processors(isObserved)).MapAsync(Of(isLater), new { x = new[] { 1, 2 } }, "x"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ResumeAsync_A_node_that_throws_Faults_the_task(bool isLater, bool isObserved)
    {
        var runner = new AsyncRunner(Processors(isObserved));
        var graph = new Graph("asks", [Ask, .. Of(isLater).Nodes]);
        RunResult run = await runner.RunAsync(graph);
        MapResult map = await runner.MapAsync(new Graph("asks", [Node.Create((int z) => z, "z2"), .. graph.Nodes]), new { z = new[] { 1, 2 } }, "z");

        await AssertFaultedAsync(runner.ResumeAsync(run, 1));
        await AssertFaultedAsync(runner.ResumeMapAsync(map, map.Pauses.ToDictionary(p => p, object? (_) => 1)));
        await AssertFaultedAsync(runner.StartResume(run, 1).Completion);
        await AssertFaultedAsync(runner.StartResumeMap(map, map.Pauses.ToDictionary(p => p, object? (_) => 1)).Completion);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_A_token_that_is_cancelled_Cancels_the_task(bool isLater)
    {
        using var source = new CancellationTokenSource();
        Node cancel = Node.Create((int w) => Cancel(source, w), "x", "cancel");
        var graph = new Graph("cancels", [cancel, .. Of(isLater).Nodes]);

        Task<RunResult> run = new AsyncRunner().RunAsync(graph, new { w = 1 }, null, source.Token);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(TaskStatus.Canceled, run.Status);
        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_Another_exception_Faults_the_task_and_success_completes_it(bool isLater)
    {
        var failing = new Graph("fails", [Node.Create(int (int z) => throw new FormatException("no"), "x", "bad"), .. Of(isLater).Nodes]);
        Task<RunResult> failed = new AsyncRunner().RunAsync(failing, new { z = 1 });
        Assert.Equal("no", (await Assert.ThrowsAsync<FormatException>(() => failed)).Message);
        Assert.Equal(TaskStatus.Faulted, failed.Status);

        Node echo = isLater ? Node.Create(async (int x) => { await Task.Yield(); return x; }, "y", "get") : Node.Create((int x) => x, "y", "get");
        Task<RunResult> done = new AsyncRunner().RunAsync(new Graph("works", [echo]), new { x = 4 });
        Assert.Equal(4, (await done).Get<int>("y"));
        Assert.Equal(TaskStatus.RanToCompletion, done.Status);
    }

    private static int Cancel(CancellationTokenSource source, int value)
    {
        source.Cancel();
        return value;
    }

    private static Graph Of(bool isLater) => isLater ? Later : AtOnce;

    private static EventProcessor[] Processors(bool isObserved) => isObserved ? [new EventRecorder(wantsValues: false)] : [];

    private static async Task AssertFaultedAsync(Task call)
    {
        Assert.Same(Own, await Assert.ThrowsAsync<TaskCanceledException>(() => call));
        Assert.Equal(TaskStatus.Faulted, call.Status);
        Assert.Same(Own, Assert.Single(call.Exception!.InnerExceptions));
    }
}
