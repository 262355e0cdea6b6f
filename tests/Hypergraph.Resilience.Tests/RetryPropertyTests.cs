using CsCheck;
using Hypergraph.Tests.Events;
using Hypergraph.Tests.Properties;
using Polly;
using Polly.Retry;

namespace Hypergraph.Resilience.Tests;

/// <summary>The results of retries, for any graph.</summary>
public sealed class RetryPropertyTests
{
    private static readonly ResiliencePipeline Always = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = int.MaxValue, Delay = TimeSpan.Zero, ShouldHandle = new PredicateBuilder().Handle<IOException>() })
        .Build();

    /// <summary>Functions that fail sometimes, and are retried until they do not, have the results of functions that never fail.</summary>
    [Fact]
    public async Task Values_With_retried_failures_Are_those_without_failures() => await GraphSample.Unfailing.SampleAsync(
        async sample =>
        {
            RunResult expected = new SyncRunner().Run(new GraphBuilder(asynchronous: false).Build(sample.Graph), sample.Values);
            foreach (bool asynchronous in new[] { false, true })
            {
                int calls = 0;
                int attempts = 0;
                int failures = 0;
                int told = 0;
                void FailNowAndThen()
                {
                    if (((Interlocked.Increment(ref calls) + sample.Number) * 7 % 5) < 2)
                    {
                        Interlocked.Increment(ref failures);
                        throw new IOException("busy");
                    }
                }

                var counter = new Counter(e =>
                {
                    attempts += e is NodeAttemptStartEvent ? 1 : 0;
                    told += e is NodeAttemptEndEvent { Error: IOException } ? 1 : 0;
                });
                Graph graph = new GraphBuilder(asynchronous, FailNowAndThen, change: n => n.WithResilience(Always)).Build(sample.Graph);
                RunResult result = asynchronous
                    ? await new AsyncRunner(counter).RunAsync(graph, sample.Values, new RunOptions { MaxConcurrency = 1 + (sample.Number % 4) })
                    : new SyncRunner(counter).Run(graph, sample.Values);
                Assert.Equal(EventSummary.Show(expected.Values), EventSummary.Show(result.Values));
                Assert.Equal(calls, attempts);
                Assert.Equal(failures, told);
            }
        },
        iter: 1_000,
        print: s => s.ToString());

    private sealed class Counter(Action<Event> count) : EventProcessor
    {
        public override void OnEvent(Event e) => count(e);
    }
}
