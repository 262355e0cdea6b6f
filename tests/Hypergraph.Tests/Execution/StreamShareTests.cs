namespace Hypergraph.Tests.Execution;

/// <summary>Maps over streams whose items take almost no time, so that workers run several of them at once.</summary>
public class StreamShareTests
{
    private const int Count = 2_000;

    private static readonly Graph Numbers = new("numbers",
    [
        Node.Create((int x) => x * 2, output: "twice"),
        Node.Create((int twice) => twice / 4.0, output: "half"),
        Node.Create((int x) => x % 3 == 0 ? (int?)null : x, output: "maybe"),
    ]);

    private static Graph Failing(Func<int, bool> fails) => new("failing",
    [
        Node.Create((int x) => x + 1, output: "before"),
        Node.Create((int x, int before) => fails(x) ? throw new InvalidOperationException($"bad {x}") : before * 10, output: "after"),
    ]);

    private static IAsyncEnumerable<RunResult> Map(Graph graph, MapStreamOptions? options = null) =>
        new AsyncRunner().MapStreamAsync(graph, "x", Streamed.Numbers(Count), options: options);

    [Fact]
    public async Task Results_that_are_kept_Stay_what_they_were()
    {
        List<RunResult> results = await Streamed.AllAsync(Map(Numbers));

        for (int x = 0; x < Count; x++)
        {
            RunResult result = results[x];
            Assert.Equal((x, RunStatus.Completed), (result.ItemIndex, result.Status));
            Assert.Equal((x * 2, x / 2.0, x % 3 == 0 ? null : x), (result.Get<int>("twice"), result.Get<double>("half"), result.Get<int?>("maybe")));
            Assert.Equal([x * 2, x / 2.0, x % 3 == 0 ? null : x], result.Values.Values);
            Assert.Null(result.Duration);
        }

        RunId[] ids = [.. results.Select(r => r.RunId)];
        Assert.Equal(Count, ids.Distinct().Count());
        Assert.Equal(ids, results.Select(r => r.RunId));
    }

    [Fact]
    public async Task Results_In_order_of_completion_Are_those_of_their_items_once_each()
    {
        List<RunResult> results = await Streamed.AllAsync(Map(Numbers, new() { Order = ResultOrder.Completion }));

        Assert.Equal(Enumerable.Range(0, Count), results.Select(r => r.ItemIndex!.Value).Order());
        Assert.All(results, r => Assert.Equal(r.ItemIndex * 2, r.Get<int>("twice")));
    }

    [Fact]
    public async Task Item_Fails_Gives_all_results_before_it_and_none_after()
    {
        Graph graph = Failing(x => x >= 777 && x % 7 == 0);
        for (int round = 0; round < 30; round++)
        {
            (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(Map(graph));

            Assert.Equal("bad 777", error!.Message);
            Assert.Equal(Enumerable.Range(0, 777).Select(x => (x + 1) * 10), results.Select(r => r.Get<int>("after")));
        }
    }

    [Fact]
    public async Task Items_that_fail_With_Continue_Have_the_values_so_far()
    {
        List<RunResult> results = await Streamed.AllAsync(Map(Failing(x => x % 10 == 7), new() { ErrorHandling = ErrorHandling.Continue }));

        Assert.Equal(Count, results.Count);
        foreach (RunResult result in results)
        {
            int x = result.ItemIndex!.Value;
            bool fails = x % 10 == 7;
            Assert.Equal(fails ? RunStatus.Failed : RunStatus.Completed, result.Status);
            Assert.Equal(fails ? $"bad {x}" : null, result.Error?.Message);
            Assert.Equal(x + 1, result.Get<int>("before"));
            Assert.Equal((!fails, fails ? 0 : (x + 1) * 10), (result.TryGet("after", out int after), after));
        }
    }

    [Fact]
    public async Task Item_that_waits_for_what_the_caller_does_with_the_one_before_Gets_it()
    {
        const int Waiting = 550;
        var taken = new TaskCompletionSource();
        var graph = new Graph([Node.Create((int x) => x != Waiting || taken.Task.Wait(Streamed.Generous), output: "y")]);

        (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(Map(graph), result =>
        {
            if (result.ItemIndex == Waiting - 1)
            {
                taken.SetResult();
            }
        });

        Assert.Null(error);
        Assert.Equal(Count, results.Count);
        Assert.All(results, r => Assert.True(r.Get<bool>("y")));
    }

    [Fact]
    public async Task Caller_that_leaves_Lets_no_further_item_begin()
    {
        int begun = 0;
        var graph = new Graph([Node.Create((int x) => { Interlocked.Increment(ref begun); return x; }, output: "y")]);
        for (int round = 0; round < 30; round++)
        {
            Source<int> source = Streamed.Numbers(int.MaxValue);
            await foreach (RunResult result in new AsyncRunner().MapStreamAsync(graph, [], "x", source, cancellationToken: TestContext.Current.CancellationToken))
            {
                if (result.ItemIndex == 300)
                {
                    break;
                }
            }

            int atEnd = Volatile.Read(ref begun);
            Assert.Equal(1, source.Closed);
            await Task.Yield();
            Assert.Equal(atEnd, Volatile.Read(ref begun));
        }
    }

    [Fact]
    public async Task Enumerator_Asked_before_the_result_is_there_Refuses()
    {
        var gate = new TaskCompletionSource();
        Source<int> source = Streamed.Numbers(1, async (_, _) => await gate.Task);
        await using IAsyncEnumerator<RunResult> results = new AsyncRunner().MapStreamAsync(Numbers, [], "x", source, cancellationToken: TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        ValueTask<bool> first = results.MoveNextAsync();

        await Assert.ThrowsAsync<NotSupportedException>(async () => await results.MoveNextAsync());
        await Assert.ThrowsAsync<NotSupportedException>(async () => await results.DisposeAsync());

        gate.SetResult();
        Assert.True(await first);
        Assert.Equal(0, results.Current.ItemIndex);
        Assert.False(await results.MoveNextAsync());
        Assert.False(await results.MoveNextAsync());
    }
}
