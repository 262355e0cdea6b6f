using Hypergraph.Tests.Events;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Tests.Execution;

public sealed class AttemptTests
{
    private static readonly RunOptions Continue = new() { ErrorHandling = ErrorHandling.Continue };

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Attempts_Are_told_between_the_start_and_the_end_with_their_errors(string runner)
    {
        int calls = 0;
        FunctionNode node = Node.Create((int x) => ++calls < 3 ? throw new InvalidOperationException($"no {calls}") : x, "y", "flaky").WithInterceptors(Around.Trying(3));
        var events = new RecordingProcessor();

        RunResult result = await Both.OnAsync(runner, new Graph("g", [node]), new { x = 7 }, Continue with { EventProcessors = [events] });

        Assert.Equal(7, result["y"]);
        Assert.Equal(
            ["run g", "+flaky", "try flaky 1", "tried flaky 1 no 1", "try flaky 2", "tried flaky 2 no 2", "try flaky 3", "tried flaky 3", "-flaky", "end g Completed"],
            EventSummary.Short(events.Events));
        NodeAttemptEndEvent[] ends = [.. events.Events.OfType<NodeAttemptEndEvent>()];
        Assert.Equal(["System.InvalidOperationException", "System.InvalidOperationException", null], ends.Select(e => e.ErrorType));
        Assert.Equal("no 1", ends[0].Error?.Message);
        events.Events.AssertWellFormed();
    }

    [Fact]
    public void Durations_Are_those_of_the_attempts()
    {
        var time = new FakeTimeProvider();
        int calls = 0;
        FunctionNode node = Node.Create(
            (int x) =>
            {
                time.Advance(TimeSpan.FromSeconds(++calls));
                return calls < 2 ? throw new InvalidOperationException("no") : x;
            },
            "y").WithInterceptors(Around.Trying(2));
        var events = new RecordingProcessor();

        new SyncRunner(events) { TimeProvider = time }.Run(new Graph([node]), new { x = 1 });

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], events.Events.OfType<NodeAttemptEndEvent>().Select(e => e.Duration));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Attempts_left_open_Are_ended_before_the_node_and_later_ones_are_not_told(string runner)
    {
        List<NodeAttempt> left = [];
        NodeCall? kept = null;
        var around = new Around((call, token, next) =>
        {
            kept = call;
            left.AddRange([call.StartAttempt(), call.StartAttempt(), call.StartAttempt()]);
            left[1].End();
            return next(token);
        });
        var events = new RecordingProcessor();
        var graph = new Graph("g", [Node.Create((int x) => x, "y", "a").WithInterceptors(around), Node.Create((int y) => y, "z", "b")]);

        await Both.OnAsync(runner, graph, new { x = 1 }, new RunOptions { EventProcessors = [events] });
        left.ForEach(a => a.End(new InvalidOperationException("late")));
        NodeAttempt late = kept!.StartAttempt();
        late.End();

        Assert.Equal(
            ["run g", "+a", "try a 1", "try a 2", "try a 3", "tried a 2", "tried a 1", "tried a 3", "-a", "+b", "-b", "end g Completed"],
            EventSummary.Short(events.Events));
        Assert.Equal(4, late.Number);
        events.Events.AssertWellFormed();
    }

    [Fact]
    public void Attempts_without_a_processor_Are_counted_in_silence()
    {
        List<int> numbers = [];
        var around = new Around((call, token, next) =>
        {
            NodeAttempt first = call.StartAttempt();
            first.End();
            numbers.AddRange([first.Number, call.StartAttempt().Number]);
            return next(token);
        });
        new SyncRunner().Run(new Graph([Node.Create((int x) => x, "y").WithInterceptors(around)]), new { x = 1 });
        Assert.Equal([1, 2], numbers);
    }

    [Fact]
    public async Task Attempts_begun_from_inside_a_processor_and_from_another_thread_Do_not_lock_each_other_out()
    {
        // The processor lets the first attempt continue inside its own call, while the second thread begins another one.
        var gate = new TaskCompletionSource();
        var other = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var around = new Around(async (call, token, next) =>
        {
            NodeAttempt first = call.StartAttempt();
            Task<NodeAttempt> second = Task.Run(async () =>
            {
                await other.Task;
                return call.StartAttempt();
            });
            await gate.Task;
            NodeAttempt third = call.StartAttempt();
            (await second).End();
            first.End();
            third.End();
            return await next(token);
        });
        var events = new RecordingProcessor(e =>
        {
            if (e is NodeProgressEvent)
            {
                other.SetResult();
                gate.SetResult();
            }
        });
        FunctionNode node = Node.Create((int x) => x, "y", "a").WithInterceptors(around);
        FunctionNode trigger = Node.Create(async (int x, NodeContext context) => { await Task.Yield(); context.ReportProgress(1); return x; }, "t", "trigger");

        await new AsyncRunner(events).RunAsync(new Graph([node, trigger]), new { x = 1 }).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal([1, 2, 3], events.Events.OfType<NodeAttemptStartEvent>().Select(e => e.Attempt));
        Assert.Equal([1, 2, 3], events.Events.OfType<NodeAttemptEndEvent>().Select(e => e.Attempt).Order());
        events.Events.AssertWellFormed();
    }
}
