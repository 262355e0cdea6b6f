namespace Hypergraph.Dashboard.Tests;

/// <summary>A run with values that must not be read by others.</summary>
internal static class SecretRun
{
    private const string Workflow = "letters";

    /// <summary>A text that only values have.</summary>
    public const string Secret = "hunter2";

    private static Graph Letters { get; } = new(
        "letters",
        [
            Node.Create((string password) => $"{password}-output", "draft", "write"),
            Node.Interrupt<string>((string draft) => $"{draft}-question", "answer", "approve"),
            Node.Create((string answer) => answer.Length, "length", "use"),
        ]);

    /// <summary>Leaves a run that asks a question.</summary>
    /// <returns>The key of the run.</returns>
    public static async Task<string> PauseAsync(TestApplication application)
    {
        RunResult result = await application.Runner.RunAsync(Letters, new { password = $"{Secret}-input" }, new RunOptions { WorkflowId = Workflow }, TestContext.Current.CancellationToken);
        Assert.Equal(RunStatus.Paused, result.Status);
        return result.RunId.ToString();
    }
}
