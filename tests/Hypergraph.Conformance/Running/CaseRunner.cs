using System.Text.Json.Nodes;
using Hypergraph.Testing;

namespace Hypergraph.Conformance;

/// <summary>Runs a case and compares what came back.</summary>
public static class CaseRunner
{
    /// <summary>Runs the case in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="runner">Which runner makes the calls.</param>
    /// <param name="calls">Makes the calls on yet another runner, whatever <paramref name="runner"/> says; null for those of the core.</param>
    /// <returns>The first difference in words, or null if there is none.</returns>
    public static async Task<string?> RunAsync(string file, RunnerChoice runner = RunnerChoice.AsNamed, CallMaker? calls = null)
    {
        try
        {
            JsonNode description = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            return await RunAsync(description, calls is null ? runner : RunnerChoice.AlwaysAsync, calls);
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    private static async Task<string?> RunAsync(JsonNode description, RunnerChoice runner, CallMaker? calls)
    {
        string? buildError = description["build_error"]?.GetValue<string>();
        Graph graph;
        try
        {
            graph = GraphReader.Read(description["graph"]!);
        }
        catch (GraphConfigurationException exception)
        {
            return buildError == ErrorKinds.GraphConfig ? null : $"the graph was refused: {exception.Message}";
        }

        if (buildError is not null)
        {
            return $"the graph was built, but expected {buildError}";
        }

        int number = 0;
        foreach (JsonNode? step in description["steps"]!.AsArray())
        {
            number++;
            if (await RunStepAsync(graph, step!, runner, calls) is { } difference)
            {
                return $"step {number}: {difference}";
            }
        }

        return null;
    }

    private static async Task<string?> RunStepAsync(Graph graph, JsonNode step, RunnerChoice runner, CallMaker? calls)
    {
        var recorder = new EventRecorder(wantsValues: false);
        JsonNode call = step["call"]!;
        bool isAsync = runner == RunnerChoice.AlwaysAsync || IsAsync(call);
        bool isOther = isAsync != IsAsync(call);
        Func<Exception, string> kindOf = calls is null ? ErrorKinds.Of : calls.KindOf;
        string? difference;
        try
        {
            JsonNode? expected = step["expect"];
            difference = call["method"]!.GetValue<string>() == "map"
                ? CompareMap(expected, isOther, await MapAsync(graph, call, recorder, isAsync, calls), kindOf)
                : CompareRun(expected, isOther, await RunAsync(graph, call, recorder, isAsync, calls), kindOf);
            if (step["raises"] is { } raises)
            {
                difference = $"expected {raises.ToJsonString()} to be raised, but the call returned";
            }
        }
        catch (Exception exception) when (step["raises"] is not null)
        {
            difference = ErrorKinds.Compare(step["raises"], exception, kindOf);
        }

        if (difference is not null || step["events"] is not JsonArray events || (isOther && Fails(step)))
        {
            return difference;
        }

        bool isTotal = step["order"]?.GetValue<string>() != "partial" && !isOther;
        return EventStream.Compare(events, EventStream.Write(recorder.Events), isTotal);
    }

    private static async Task<RunResult> RunAsync(Graph graph, JsonNode call, EventRecorder recorder, bool isAsync, CallMaker? calls)
    {
        Dictionary<string, object?> values = JsonValues.ReadObject(call["values"]);
        var options = new RunOptions
        {
            EventProcessors = [recorder],
            ErrorHandling = GraphReader.ErrorHandlingOf(call["on_error"]),
            MaxIterations = MaxIterationsOf(call),
        };
        return calls is not null ? await calls.RunAsync(graph, values, options)
            : isAsync ? await new AsyncRunner().RunAsync(graph, values, options)
            : new SyncRunner().Run(graph, values, options);
    }

    private static async Task<MapResult> MapAsync(Graph graph, JsonNode call, EventRecorder recorder, bool isAsync, CallMaker? calls)
    {
        Dictionary<string, object?> values = JsonValues.ReadObject(call["values"]);
        MapOver over = JsonValues.ReadNames(call["map_over"]);
        var options = new MapOptions
        {
            EventProcessors = [recorder],
            ErrorHandling = GraphReader.ErrorHandlingOf(call["on_error"]),
            MaxIterations = MaxIterationsOf(call),
            Mode = GraphReader.ModeOf(call["mode"]),
        };
        return calls is not null ? await calls.MapAsync(graph, values, over, options)
            : isAsync ? await new AsyncRunner().MapAsync(graph, values, over, options)
            : new SyncRunner().Map(graph, values, over, options);
    }

    private static bool IsAsync(JsonNode call) => call["runner"]?.GetValue<string>() == "async";

    private static int MaxIterationsOf(JsonNode call) => call["max_iterations"]?.GetValue<int>() ?? RunOptions.DefaultMaxIterations;

    /// <summary>
    /// Whether a node fails. How far the others get then is the runner's own: one stops at once, the other lets those
    /// in flight finish, so of a call on the other runner only status and error are compared.
    /// </summary>
    private static bool Fails(JsonNode step) =>
        step["raises"] is not null
        || step["expect"]?["error"] is not null
        || step["expect"]?["items"]?.AsArray().Any(item => item?["error"] is not null) == true;

    private static string? CompareMap(JsonNode? expected, bool isOther, MapResult actual, Func<Exception, string> kindOf)
    {
        JsonArray items = expected?["items"]?.AsArray() ?? [];
        string? difference = CompareStatus(expected, actual.Status);
        if (difference is null && items.Count != actual.Count)
        {
            difference = $"expected {items.Count} items, got {actual.Count}";
        }

        for (int i = 0; difference is null && i < items.Count; i++)
        {
            difference = CompareItem(items[i], isOther, actual[i], kindOf) is { } inItem ? $"item {i}: {inItem}" : null;
        }

        return difference;
    }

    private static string? CompareRun(JsonNode? expected, bool isOther, RunResult actual, Func<Exception, string> kindOf) =>
        CompareItem(expected, isOther, actual, kindOf) ?? ComparePause(expected?["pause"], actual.Pause);

    /// <summary>Compares what cases say of an item: its pause only where they have one.</summary>
    private static string? CompareItem(JsonNode? expected, bool isOther, RunResult actual, Func<Exception, string> kindOf) =>
        CompareStatus(expected, actual.Status)
        ?? (isOther && expected?["error"] is not null ? null : CompareValues(expected?["values"], JsonValues.Write(actual.Values)))
        ?? ErrorKinds.Compare(expected?["error"], actual.Error, kindOf)
        ?? (expected?["pause"] is { } pause ? ComparePause(pause, actual.Pause) : null);

    private static string? CompareStatus(JsonNode? expected, RunStatus actual)
    {
        string? wanted = expected?["status"]?.GetValue<string>();
        return wanted == EventStream.StatusOf(actual) ? null : $"status: expected {wanted}, got {EventStream.StatusOf(actual)}";
    }

    private static string? CompareValues(JsonNode? expected, JsonObject actual) =>
        JsonNode.DeepEquals(expected ?? new JsonObject(), actual)
            ? null
            : $"values: expected {expected?.ToJsonString()}, got {actual.ToJsonString()}";

    private static string? ComparePause(JsonNode? expected, RunPause? actual)
    {
        JsonObject? got = actual is null
            ? null
            : new JsonObject
            {
                ["node"] = actual.NodePath,
                ["response_param"] = actual.ResponseParameter,
                ["value"] = JsonValues.Write(actual.Question),
            };
        return JsonNode.DeepEquals(expected, got) ? null : $"pause: expected {expected?.ToJsonString() ?? "none"}, got {got?.ToJsonString() ?? "none"}";
    }
}
