using System.Text.Json.Nodes;

namespace Hypergraph.Conformance;

/// <summary>The kinds of errors that cases distinguish.</summary>
public static class ErrorKinds
{
    public const string GraphConfig = "graph_config";

    public static string Of(Exception error) => error switch
    {
        MissingInputException => "missing_input",
        GraphConfigurationException => GraphConfig,
        IterationLimitException => "iteration_limit",
        ArgumentException or IncompatibleRunnerException => "invalid_argument",
        _ => "node_failure",
    };

    /// <summary>The first difference between an expected error and one that came, or null.</summary>
    public static string? Compare(JsonNode? expected, Exception? actual, Func<Exception, string>? kindOf = null)
    {
        kindOf ??= Of;
        if (expected is null || actual is null)
        {
            return expected is null && actual is null
                ? null
                : $"error: expected {expected?.ToJsonString() ?? "none"}, got {(actual is null ? "none" : $"{kindOf(actual)}: {actual.Message}")}";
        }

        string kind = expected["kind"]!.GetValue<string>();
        string? message = expected["message"]?.GetValue<string>();
        return kind == kindOf(actual) && (message is null || message == actual.Message)
            ? null
            : $"error: expected {expected.ToJsonString()}, got {kindOf(actual)}: {actual.Message}";
    }
}
