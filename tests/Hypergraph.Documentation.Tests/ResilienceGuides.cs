using Hypergraph.Resilience;
using Polly;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to resilience, word for word, and what it must produce.</summary>
public sealed class ResilienceGuides
{
    [Fact]
    public async Task Pipeline_Goes_around_a_node()
    {
        var web = new Web();

        // snippet: resilience
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 3, Delay = TimeSpan.FromMilliseconds(1) })
            .AddTimeout(TimeSpan.FromSeconds(10))                   // inside the retry: for each attempt
            .Build();

        var fetch = Node.Create(async (string url, CancellationToken ct) => await web.GetAsync(url, ct), output: "page", name: "fetch")
            .WithResilience(pipeline);

        RunResult result = await new AsyncRunner().RunAsync(new Graph([fetch]), new { url = "https://example.org" });
        // end

        Assert.Equal("page 3", result["page"]);
    }

    [Fact]
    public async Task Short_forms_Are_pipelines()
    {
        var web = new Web();

        // snippet: resilience-short
        var fetch = Node.Create(async (string url, CancellationToken ct) => await web.GetAsync(url, ct), output: "page", name: "fetch")
            .WithRetry(retries: 3, delay: TimeSpan.FromMilliseconds(1))
            .WithTimeout(TimeSpan.FromSeconds(10));                 // what comes later goes inside
        // end

        Assert.Equal("page 3", (await new AsyncRunner().RunAsync(new Graph([fetch]), ("url", "https://example.org")))["page"]);
    }

    [Fact]
    public async Task Runner_Has_a_pipeline_for_all_nodes()
    {
        var web = new Web();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions { Delay = TimeSpan.Zero })
            .Build();

        // snippet: resilience-runner
        var runner = new AsyncRunner { Interceptors = [new ResilienceInterceptor(pipeline)] };
        // end

        FunctionNode fetch = Node.Create(async (string url, CancellationToken ct) => await web.GetAsync(url, ct), output: "page");
        Assert.Equal("page 3", (await runner.RunAsync(new Graph([fetch]), ("url", "https://example.org")))["page"]);
    }

    [Fact]
    public async Task Hedging_Needs_a_pipeline_that_knows_what_nodes_give()
    {
        // snippet: resilience-hedging
        ResiliencePipeline<NodeOutputs> hedged = new ResiliencePipelineBuilder<NodeOutputs>()
            .AddHedging(new HedgingStrategyOptions<NodeOutputs> { Delay = TimeSpan.FromMilliseconds(200), MaxHedgedAttempts = 1 })
            .Build();
        // end

        FunctionNode node = Node.Create((int x) => x, output: "y").WithResilience(hedged);
        Assert.Equal(3, (await new AsyncRunner().RunAsync(new Graph([node]), ("x", 3)))["y"]);
    }

    [Fact]
    public void Errors_Are_what_the_guide_says()
    {
        // Cancelled by a timeout, which Polly reports in its own words.
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        FunctionNode slow = Node.Create(
            (int x, CancellationToken ct) =>
            {
                time.Advance(TimeSpan.FromSeconds(10));
                ct.ThrowIfCancellationRequested();
                return x;
            },
            output: "y").WithTimeout(TimeSpan.FromSeconds(10), time);
        Assert.Throws<TimeoutRejectedException>(() => new SyncRunner().Run(new Graph([slow]), ("x", 1)));
        Guide.Says("resilience", () => new SyncRunner().Run(new Graph([slow]), ("x", 1)));
    }

    /// <summary>Answers every third time.</summary>
    private sealed class Web
    {
        private int _calls;

        public async Task<string> GetAsync(string url, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return ++_calls % 3 == 0 ? $"page {_calls}" : throw new IOException($"{url} is busy");
        }
    }
}
