using System.Globalization;
using Hypergraph.Progress;

namespace Hypergraph.Durability.Tests;

/// <summary>Runs a case, and says in text how it ended: status, values, failures, rows.</summary>
public static class DurableCall
{
    /// <summary>The id of all runs.</summary>
    public const string Id = "case";

    /// <summary>Runs a case until it has no question, answering each.</summary>
    /// <param name="durable">The case.</param>
    /// <param name="store">The store; null for a run without one.</param>
    /// <param name="log">Records what runs.</param>
    /// <param name="isSynchronous">Whether <see cref="SyncRunner"/> runs it.</param>
    /// <param name="processors">Receive its events.</param>
    public static async Task<string> RunAsync(DurableCase durable, IRunStore? store, ExecutionLog log, bool isSynchronous = false, params EventProcessor[] processors)
    {
        Graph graph = durable.Graph(log);
        var model = new RowProcessor();
        MapOptions options = OptionsOf(durable) with
        {
            EventProcessors = [model, .. processors],
            InterruptHandler = durable.Answer is null ? null : (_, _) => new(InterruptAnswer.Of(durable.Answer)),
        };
        string end = isSynchronous
            ? Sync(durable, graph, new SyncRunner { Store = store }, options)
            : await AsyncAsync(durable, graph, new AsyncRunner { Store = store }, options);
        return $"{end}\n{string.Join('\n', model.Rows)}";
    }

    /// <summary>Runs a case on a runner that answers its questions itself.</summary>
    public static async Task<string> RunAsync(DurableCase durable, IGraphRunner runner, ExecutionLog log)
    {
        var model = new RowProcessor();
        string end = await AsyncAsync(durable, durable.Graph(log), runner, OptionsOf(durable) with { EventProcessors = [model] });
        return $"{end}\n{string.Join('\n', model.Rows)}";
    }

    private static MapOptions OptionsOf(DurableCase durable) => new() { WorkflowId = Id, ErrorHandling = durable.ErrorHandling };

    private static string Sync(DurableCase durable, Graph graph, SyncRunner runner, MapOptions options) => durable.Over is { } over
        ? TextOf(runner.Map(graph, durable.Inputs, over, options))
        : TextOf(runner.Run(graph, durable.Inputs, options));

    private static async Task<string> AsyncAsync(DurableCase durable, Graph graph, IGraphRunner runner, MapOptions options) => durable.Over is { } over
        ? TextOf(await runner.MapAsync(graph, durable.Inputs, over, options))
        : TextOf(await runner.RunAsync(graph, durable.Inputs, options));

    public static string TextOf(RunResult result) => $"{result.Status}: {ValuesOf(result)}{FailuresOf(result.Failures)}";

    public static string TextOf(MapResult result) => $"{result.Status}: {string.Join(" | ", result.Select(item => $"{item.Status} {ValuesOf(item)}"))}{FailuresOf(result.AllFailures)}";

    private static string ValuesOf(RunResult result) => string.Join(", ", result.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={TextOf(v.Value)}"));

    private static string FailuresOf(IReadOnlyList<RunFailure> failures) => string.Concat(failures.Select(f => $"; {f.NodePath} {f.ItemPath}: {f.Error.Message}"));

    private static string TextOf(object? value) => value switch
    {
        null => "null",
        string text => text,
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(TextOf))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
