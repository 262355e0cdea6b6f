using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Explaining;

/// <summary>Why a node ran, and how that ended.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Gate">The execution of the gate that chose it; null if none did.</param>
internal sealed record ExplainedExecution(LoggedSpan Execution, LoggedSpan? Gate)
{
    /// <summary>The path with items.</summary>
    public string Path => Execution.Start.Path ?? Execution.Node!;

    /// <summary>The key of the cache entry from which the outputs came; null if there was none, or if it is not known.</summary>
    public string? CacheKey => Execution.Notes.OfType<CacheHitEvent>().FirstOrDefault()?.Key;

    /// <summary>How it ended, in words.</summary>
    public string Outcome => Execution switch
    {
        { End: NodeErrorEvent { IsRestored: true } error } => $"restored from the store: it had failed: {error.ErrorType}: {PlainText.JoinLines(error.ErrorMessage)}",
        { Ending: Ending.Restored } => "restored from the store",
        { End: NodeErrorEvent error } => $"failed after {Words.Duration(error.Duration)}: {error.ErrorType}: {PlainText.JoinLines(error.ErrorMessage)}",
        { End: InterruptEvent interrupt } => $"paused: it waits for '{interrupt.ResponseParameter}'",
        { End: NodeEndEvent { IsStopped: true } end } => $"stopped after {Words.Duration(end.Duration)}",
        { End: NodeEndEvent { IsCached: true } } => CacheKey is { } key ? $"from the cache, with the key '{key}'" : "from the cache",
        { Duration: { } duration } => $"done in {Words.Duration(duration)}",
        _ => "the log ends before its end",
    };

    /// <summary>Sentences about the gate, the attempts and the decisions.</summary>
    public IEnumerable<string> Details =>
    [
        .. Gate is null ? [] : new[] { $"Gate '{Gate.Node}'{IterationOf(Gate)} chose it." },
        .. Execution.Notes.OfType<NodeAttemptEndEvent>().Where(attempt => attempt.ErrorType is not null).Select(
            attempt => $"Attempt {Words.Number(attempt.Attempt)} failed: {attempt.ErrorType}: {PlainText.JoinLines(attempt.ErrorMessage ?? string.Empty)}"),
        .. Execution.Decisions.Select(decision => $"It chose {string.Join(", ", decision.Decision)}."),
    ];

    /// <summary>Returns which repetition in its run an execution is; empty for the only one.</summary>
    public static string IterationOf(LoggedSpan execution) =>
        execution.IsRepeated ? $" (iteration {Words.Number(execution.Iteration)})" : string.Empty;
}
