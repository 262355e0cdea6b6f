using CsCheck;
using Hypergraph.Tests.Events;
using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Properties;

/// <summary>What must hold of every map over a stream, of every graph, whatever the stream and the caller do.</summary>
public sealed class StreamPropertyTests
{
    private const int Samples = 2_000;

    private static readonly Gen<MapStreamOptions> AnyOptions = Gen.Select(
        Gen.Int[0, 8],
        Gen.Int[0, 12],
        Gen.Enum<ResultOrder>(),
        Gen.Enum<ErrorHandling>(),
        static (concurrency, buffered, order, onError) => new MapStreamOptions
        {
            MaxConcurrency = concurrency == 0 ? null : concurrency,
            MaxBuffered = buffered == 0 ? null : buffered,
            Order = order,
            ErrorHandling = onError,
        });

    /// <summary>The same results, item by item, as the map over a list of the same items; and the contract of events.</summary>
    [Fact]
    public async Task Map_over_a_stream_Gives_what_the_map_over_a_list_gives() => await Gen.Select(GraphSample.Any, AnyOptions, Gen.Int[0, 40]).SampleAsync(
        async (sample, options, count) =>
        {
            if (OverOf(sample) is not { } over)
            {
                return;
            }

            object?[] items = [.. Enumerable.Range(0, count).Select(i => (object?)(long)i)];
            var shared = new Dictionary<string, object?>(sample.Values);
            shared.Remove(over);
            var given = new Dictionary<string, object?>(shared) { [over] = items };
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
            MapResult expected = await new AsyncRunner().MapAsync(graph, given, over, new MapOptions { ErrorHandling = ErrorHandling.Continue });

            var seen = new RecordingProcessor();
            Source<long> source = new(items.Cast<long>(), async (index, _) =>
            {
                if (index % 7 == sample.Number % 7)
                {
                    await Task.Yield();
                }
            });
            (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(new AsyncRunner(seen).MapStreamAsync(graph, shared, over, source, options));

            seen.Events.AssertWellFormed();
            Assert.Equal((1, 0, 0), (seen.Shutdowns, seen.AfterShutdown, seen.Overlaps));
            Check(expected, results, error, options, hasOneError: sample.Graph.CountFailing() <= 1);
            CheckEnd(expected, seen, error, options);
        },
        iter: Samples);

    /// <summary>Callers that leave or cancel at any moment find every scope closed and the stream closed.</summary>
    [Fact]
    public async Task Map_over_a_stream_Left_or_cancelled_at_any_moment_Closes_everything() => await Gen
        .Select(GraphSample.Any, AnyOptions, Gen.Int[0, 30], Gen.Bool).SampleAsync(
            async (sample, options, moment, cancels) =>
            {
                if (OverOf(sample) is not { } over)
                {
                    return;
                }

                var shared = new Dictionary<string, object?>(sample.Values);
                shared.Remove(over);
                using var cancelling = new CancellationTokenSource();
                var seen = new RecordingProcessor();
                Source<long> source = new(Enumerable.Range(0, int.MaxValue).Select(i => (long)i), async (index, _) =>
                {
                    if (index % 5 == 0)
                    {
                        await Task.Yield();
                    }
                });
                Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
                int taken = 0;
                (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(
                    new AsyncRunner(seen).MapStreamAsync(graph, shared, over, source, options, cancelling.Token),
                    _ =>
                    {
                        if (taken++ == moment)
                        {
                            cancelling.CancelAfter(cancels ? TimeSpan.Zero : Timeout.InfiniteTimeSpan);
                            if (!cancels)
                            {
                                throw new LeaveException();
                            }
                        }
                    });

                Assert.NotNull(error);
                seen.Events.AssertWellFormed();
                Assert.Equal((1, 0, 0), (seen.Shutdowns, seen.AfterShutdown, seen.Overlaps));
                Assert.Equal(source.Opened, source.Closed);
                Assert.Equal(results.Count, taken);
            },
            iter: Samples);

    private static string? OverOf(GraphSample sample) => sample.Graph.Inputs.FirstOrDefault() is ['x', ..] over ? over : null;

    private static void Check(MapResult expected, List<RunResult> results, Exception? error, MapStreamOptions options, bool hasOneError)
    {
        bool raises = options.ErrorHandling == ErrorHandling.Raise;
        int firstFailed = raises && expected.FailedCount > 0 ? expected.Failures[0].Index : expected.Count;
        if (options.Order == ResultOrder.Input)
        {
            Assert.Equal(Enumerable.Range(0, firstFailed), results.Select(r => r.ItemIndex!.Value));
            Assert.Equal(firstFailed < expected.Count, error is not null);
            Assert.True(!hasOneError || error is null || error.Message == expected[firstFailed].Error!.Message);
        }
        else
        {
            Assert.Equal(results.Count, results.Select(r => r.ItemIndex).Distinct().Count());
            Assert.Equal(raises && expected.FailedCount > 0, error is not null);
            Assert.True(error is not null || results.Count == expected.Count);
            Assert.True(!hasOneError || error is null || expected.Failures.Any(f => f.Error.Message == error.Message));
        }

        foreach (RunResult result in results)
        {
            RunResult item = expected[result.ItemIndex!.Value];
            Assert.Equal(item.Status, result.Status);

            // Of several nodes that fail at the same time another may be met first.
            Assert.True(!hasOneError || item.Error?.Message == result.Error?.Message);
            if (item.IsCompleted)
            {
                Assert.Equal(EventSummary.Show(item.Values), EventSummary.Show(result.Values));
            }
        }
    }

    private static void CheckEnd(MapResult expected, RecordingProcessor seen, Exception? error, MapStreamOptions options)
    {
        if (expected.Count == 0)
        {
            Assert.Empty(seen.Events);
            return;
        }

        var end = (RunEndEvent)seen.Events[^1];
        Assert.Equal(error is null ? expected.Status : RunStatus.Failed, end.Status);
        Assert.True(error is null || ReferenceEquals(error, end.Error));
        Assert.True(options.ErrorHandling == ErrorHandling.Raise || error is null);
    }

    /// <summary>What a caller throws to leave.</summary>
    private sealed class LeaveException : Exception;
}
