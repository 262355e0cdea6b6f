using CsCheck;
using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Properties;

/// <summary>A run that is asked to stop at any moment closes every span and returns the values so far.</summary>
public sealed class StopPropertyTests
{
    private const int Samples = 2_000;

    private static readonly int?[] Concurrencies = [null, 1, 2, 8];

    [Fact]
    public async Task Stop_At_any_call_Closes_every_span_and_gives_what_there_is() => await GraphSample.Unfailing.SampleAsync(
        async sample =>
        {
            RunResult whole = new SyncRunner().Run(new GraphBuilder(asynchronous: false).Build(sample.Graph), sample.Values);
            foreach (bool asynchronous in new[] { true, false })
            {
                RunHandle<RunResult>? run = null;
                var started = new TaskCompletionSource();
                int calls = 0;
                bool asked = false;
                Graph graph = new GraphBuilder(asynchronous, () =>
                {
                    started.Task.Wait();
                    if (Interlocked.Increment(ref calls) == sample.Number)
                    {
                        asked = run!.Stop("enough");
                    }
                }).Build(sample.Graph);
                var seen = new RecordingProcessor();
                RunOptions options = new() { MaxConcurrency = Concurrencies[sample.Number % 4] };
                run = asynchronous ? new AsyncRunner(seen).Start(graph, sample.Values, options) : new SyncRunner(seen).Start(graph, sample.Values, options);
                started.SetResult();
                RunResult result = await run.Completion;

                seen.Events.AssertWellFormed();
                Assert.Equal((1, 0, 0), (seen.Shutdowns, seen.AfterShutdown, seen.Overlaps));
                Assert.Equal(asked ? 1 : 0, seen.Events.OfType<StopRequestedEvent>().Count());
                Assert.Equal(((RunEndEvent)seen.Events[^1]).Status, result.Status);
                Assert.Subset(whole.Values.Keys.ToHashSet(), result.Values.Keys.ToHashSet());
                if (result.Status == RunStatus.Completed)
                {
                    Assert.Equal(EventSummary.Show(whole.Values), EventSummary.Show(result.Values));
                }
                else
                {
                    Assert.Equal((RunStatus.Stopped, true), (result.Status, asked));
                    Assert.DoesNotContain(seen.Events.SkipWhile(e => e is not StopRequestedEvent), e => asynchronous is false && e is NodeStartEvent);
                }
            }
        },
        iter: Samples,
        print: s => s.ToString());

    [Fact]
    public async Task Stop_At_any_event_of_a_map_Reports_what_never_started() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            string over = sample.Graph.Inputs.FirstOrDefault() ?? string.Empty;
            if (over.Length == 0 || over[0] != 'x')
            {
                return;
            }

            object?[] items = [.. Enumerable.Range(0, 1 + (sample.Number % 7)).Select(i => (object?)(long)i)];
            var values = new Dictionary<string, object?>(sample.Values) { [over] = items };
            RunHandle<MapResult>? run = null;
            var started = new TaskCompletionSource();
            int events = 0;
            var stopping = new RecordingProcessor(_ =>
            {
                if (events++ == sample.Number + 1)
                {
                    started.Task.Wait();
                    run!.Stop();
                }
            });
            var seen = new RecordingProcessor();
            MapOptions options = new() { ErrorHandling = ErrorHandling.Continue, MaxConcurrency = Concurrencies[sample.Number % 4] };
            run = new AsyncRunner(stopping, seen).StartMap(new GraphBuilder(asynchronous: true).Build(sample.Graph), values, over, options);
            started.SetResult();
            MapResult result = await run.Completion;

            seen.Events.AssertWellFormed();
            Assert.Equal((1, 0, 0), (seen.Shutdowns, seen.AfterShutdown, seen.Overlaps));
            HashSet<int> begun = [.. seen.Events.OfType<RunStartEvent>().Where(e => e.ParentSpanId == seen.Events[0].SpanId).Select(e => e.ItemIndex!.Value)];
            Assert.Equal(Enumerable.Range(0, items.Length).Where(i => !begun.Contains(i)), result.NotStarted);
            Assert.All(result.NotStarted, i => Assert.Equal(RunStatus.Stopped, result[i].Status));
            Assert.Equal(items.Length, result.Count(r => r.Status == RunStatus.Stopped) + result.CompletedCount + result.FailedCount);
        },
        iter: Samples,
        print: s => s.ToString());
}
