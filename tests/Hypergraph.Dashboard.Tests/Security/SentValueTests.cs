using Hypergraph.Durability;

namespace Hypergraph.Dashboard.Tests;

/// <summary>Which values of nodes are sent.</summary>
public sealed class SentValueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Graph Checks { get; } = new("checks", [Node.Create((string password) => $"{password}-output", "hash", "check")]);

    [Fact]
    public async Task Values_Are_in_no_response()
    {
        await using TestApplication application = await TestApplication.StartAsync();

        Assert.All(await ResponsesAsync(application), response => Assert.DoesNotContain(SecretRun.Secret, response.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_Are_sent_if_the_options_include_them()
    {
        await using TestApplication application = await TestApplication.StartAsync(o => o.IncludesValues = true);

        string all = string.Concat((await ResponsesAsync(application)).Select(response => response.Text));

        Assert.Contains($"{SecretRun.Secret}-input", all, StringComparison.Ordinal);
        Assert.Contains($"{SecretRun.Secret}-2-output", all, StringComparison.Ordinal);
        Assert.Contains($"{SecretRun.Secret}-input-output-question", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_Are_redacted_before_they_are_sent()
    {
        await using TestApplication application = await TestApplication.StartAsync(o =>
        {
            o.IncludesValues = true;
            o.Redact = value => value.Value?.ToString()?.Contains(SecretRun.Secret, StringComparison.Ordinal) == true ? "(hidden)" : value.Value;
        });

        (string Path, string Text)[] responses = await ResponsesAsync(application);

        Assert.All(responses, response => Assert.DoesNotContain(SecretRun.Secret, response.Text, StringComparison.Ordinal));
        Assert.Contains("(hidden)", responses.Single(response => response.Path.EndsWith("stored", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.All(
            responses.Where(response => response.Path.EndsWith("events", StringComparison.Ordinal)),
            response => Assert.Contains("(hidden)", response.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redaction_That_throws_Sends_no_value()
    {
        await using TestApplication application = await TestApplication.StartAsync(o =>
        {
            o.IncludesValues = true;
            o.Redact = value => throw new InvalidOperationException($"{value.Value}");
        });

        Assert.All(await ResponsesAsync(application), response => Assert.DoesNotContain(SecretRun.Secret, response.Text, StringComparison.Ordinal));
    }

    /// <summary>Everything that can be read of a run with inputs, outputs and a question, and of a map.</summary>
    private static async Task<(string Path, string Text)[]> ResponsesAsync(TestApplication application)
    {
        string paused = await SecretRun.PauseAsync(application);
        MapResult map = await application.Runner.MapAsync(Checks, new { password = new[] { $"{SecretRun.Secret}-1", $"{SecretRun.Secret}-2" } }, "password", cancellationToken: Token);
        List<(string, string)> responses = [];
        foreach (string path in (string[])["", "api/info", "api/runs/stream", $"api/runs/{paused}/stored"])
        {
            responses.Add((path, await application.TextAsync(path, isEndless: path == "api/runs/stream")));
        }

        foreach (string key in (string[])[paused, map.RunId.ToString()])
        {
            foreach (string of in (string[])["stream", "graph", "failures", "events", "events?kind=nodeStart", $"events?text={SecretRun.Secret}", "timeline", "items", "items?order=index"])
            {
                // The stream of a run that has paused waits for its answer.
                bool isEndless = of == "stream" && key == paused;
                responses.Add(($"api/runs/{key}/{of}", await application.TextAsync($"api/runs/{key}/{of}", isEndless)));
            }
        }

        return [.. responses];
    }
}
