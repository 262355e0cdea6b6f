using System.Text.Json.Nodes;

namespace Hypergraph.Conformance;

/// <summary>Runs a case and compares what came back.</summary>
public static class CaseRunner
{
    /// <summary>Runs the case in a file.</summary>
    /// <returns>The first difference in words, or null if there is none.</returns>
    public static async Task<string?> RunAsync(string file)
    {
        try
        {
            JsonNode description = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            return await RunAsync(description);
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    private static async Task<string?> RunAsync(JsonNode description)
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
            if (await RunStepAsync(graph, step!) is { } difference)
            {
                return $"step {number}: {difference}";
            }
        }

        return null;
    }

    private static async Task<string?> RunStepAsync(Graph graph, JsonNode step)
    {
        var recorder = new EventRecorder();
        JsonNode call = step["call"]!;
        string? difference;
        try
        {
            JsonNode? expected = step["expect"];
            difference = call["method"]!.GetValue<string>() == "map"
                ? CompareMap(expected, await MapAsync(graph, call, recorder))
                : CompareRun(expected, await RunAsync(graph, call, recorder));
            if (step["raises"] is { } raises)
            {
                difference = $"expected {raises.ToJsonString()} to be raised, but the call returned";
            }
        }
        catch (Exception exception) when (step["raises"] is not null)
        {
            difference = ErrorKinds.Compare(step["raises"], exception);
        }

        return difference ?? EventStream.Compare(
            step["events"]!.AsArray(), EventStream.Write(recorder.Events), step["order"]?.GetValue<string>() != "partial");
    }

    private static async Task<RunResult> RunAsync(Graph graph, JsonNode call, EventRecorder recorder)
    {
        Dictionary<string, object?> values = JsonValues.ReadObject(call["values"]);
        var options = new RunOptions
        {
            EventProcessors = [recorder],
            ErrorHandling = GraphReader.ErrorHandlingOf(call["on_error"]),
            MaxIterations = MaxIterationsOf(call),
        };
        return IsAsync(call) ? await new AsyncRunner().RunAsync(graph, values, options) : new SyncRunner().Run(graph, values, options);
    }

    private static async Task<MapResult> MapAsync(Graph graph, JsonNode call, EventRecorder recorder)
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
        return IsAsync(call) ? await new AsyncRunner().MapAsync(graph, values, over, options) : new SyncRunner().Map(graph, values, over, options);
    }

    private static bool IsAsync(JsonNode call) => call["runner"]?.GetValue<string>() == "async";

    private static int MaxIterationsOf(JsonNode call) => call["max_iterations"]?.GetValue<int>() ?? RunOptions.DefaultMaxIterations;

    private static string? CompareMap(JsonNode? expected, MapResult actual)
    {
        JsonArray items = expected?["items"]?.AsArray() ?? [];
        string? difference = CompareStatus(expected, actual.Status);
        if (difference is null && items.Count != actual.Count)
        {
            difference = $"expected {items.Count} items, got {actual.Count}";
        }

        for (int i = 0; difference is null && i < items.Count; i++)
        {
            difference = CompareRun(items[i], actual[i]) is { } inItem ? $"item {i}: {inItem}" : null;
        }

        return difference;
    }

    private static string? CompareRun(JsonNode? expected, RunResult actual) =>
        CompareStatus(expected, actual.Status)
        ?? CompareValues(expected?["values"], JsonValues.Write(actual.Values))
        ?? ErrorKinds.Compare(expected?["error"], actual.Error)
        ?? ComparePause(expected?["pause"], actual.Pause);

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
