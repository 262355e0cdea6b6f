using Hypergraph.Durability;
using Hypergraph.Durability.Sqlite;

namespace Hypergraph.Tool.Tests;

/// <summary>A store in a folder of its own, with a paused run and then a map of which an item failed.</summary>
internal sealed class TempStore : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hypergraph-tool-").FullName;
    private readonly FakeClock _clock = new();

    public TempStore() => File = Path.Combine(_folder, "runs.db");

    /// <summary>The file of the store.</summary>
    public string File { get; }

    /// <summary>Asks for an approval.</summary>
    public static Graph Review { get; } = new("review", [
        Node.Create((string topic) => $"On {topic}", output: "text", name: "draft"),
        Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve"),
        Node.Interrupt<string>((string text) => text.Length, output: "title", name: "name"),
        Node.Create((string text, bool approved, string title) => approved ? $"{title}: {text}" : "rejected", output: "final", name: "publish"),
    ]);

    /// <summary>Fails with 0.</summary>
    public static Graph Shares { get; } = new("shares", [
        Node.Create((int parts) => 100 / parts, output: "share", name: "divide"),
        Node.Create((int share) => $"{share} %", output: "text", name: "format"),
    ]);

    public static async Task<TempStore> CreateAsync()
    {
        var store = new TempStore();
        await store.RunAsync(runner => runner.RunAsync(Review, new { topic = "cats" }, new RunOptions { WorkflowId = "review-42", MaxConcurrency = 1 }));
        store._clock.Advance(TimeSpan.FromHours(1));
        await store.RunAsync(runner => runner.MapAsync(
            Shares, new { parts = new[] { 1, 0, 4 } }, over: "parts", new MapOptions { WorkflowId = "shares-7", ErrorHandling = ErrorHandling.Continue }));
        return store;
    }

    /// <summary>Uses a runner with the store, as the program of the runs does.</summary>
    public async Task<T> RunAsync<T>(Func<AsyncRunner, Task<T>> use)
    {
        await using IRunStore store = await OpenAsync();
        return await use(new AsyncRunner { Store = store });
    }

    /// <summary>Opens the store.</summary>
    public async Task<IRunStore> OpenAsync() => await SqliteRunStore.OpenAsync(File, new SqliteRunStoreOptions { TimeProvider = _clock });

    /// <summary>Runs a command of <c>hypergraph runs</c> on the store.</summary>
    public Task<ToolResult> ToolAsync(params string[] arguments) => ToolProcess.RunAsync(["runs", .. arguments, "--store", File]);

    /// <summary>Runs a command that succeeds.</summary>
    /// <returns>Its output, without white space at the ends of lines.</returns>
    public async Task<string> OutputAsync(params string[] arguments)
    {
        ToolResult result = await ToolAsync(arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return string.Join('\n', result.Output.Split('\n').Select(line => line.TrimEnd()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
