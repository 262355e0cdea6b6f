using Hypergraph.Events.Outcomes;
using Hypergraph.Runs.Emitting;
using Hypergraph.Telemetry;

namespace Hypergraph.Runs.Calls;

/// <summary>The events between the start and the end of a node, which its execution reports.</summary>
internal static class NodeDetailEvents
{
    public static void ReportProgress(this RunSpan span, in NodeSpan node, NodeExecution execution, long done, long? total) =>
        span.Emit((Span: span, Node: node, Execution: execution, Done: done, Total: total), static (s, now) => s.Execution.IsClosed
            ? null
            : new NodeProgressEvent(s.Span.Stamp(s.Node.SpanId, now), s.Execution.Step.Node.Name, s.Done) { Total = s.Total });

    public static void StreamChunk(this RunSpan span, in NodeSpan node, NodeExecution execution, object? chunk) =>
        span.Emit((Span: span, Node: node, Execution: execution, Chunk: chunk), static (s, now) => s.Execution.IsClosed
            ? null
            : new StreamingChunkEvent(s.Span.Stamp(s.Node.SpanId, now), s.Execution.Step.Node.Name, s.Execution.NextChunkIndex()) { Chunk = s.Chunk });

    public static void HitCache(this RunSpan span, in NodeSpan node, NodeExecution execution, string? key) =>
        span.Emit((Span: span, Node: node, Execution: execution, Key: key), static (s, now) =>
        {
            s.Node.Activity?.AddCacheHit();
            return new CacheHitEvent(s.Span.Stamp(s.Node.SpanId, now), s.Execution.Step.Node.Name) { Key = s.Key };
        });

    public static void StartAttempt(this RunSpan span, in NodeSpan node, NodeExecution execution, CallAttempt attempt) =>
        span.Emit((Span: span, Node: node, Execution: execution, Attempt: attempt), static (s, now) =>
        {
            s.Execution.Begin(s.Attempt, now);
            return s.Attempt.IsActive
                ? new NodeAttemptStartEvent(s.Span.Stamp(s.Node.SpanId, now), s.Execution.Step.Node.Name, s.Attempt.Number)
                : null;
        });

    public static void EndAttempt(this RunSpan span, in NodeSpan node, NodeExecution execution, CallAttempt attempt, Exception? error) =>
        span.Emit((Span: span, Node: node, Execution: execution, Attempt: attempt, Error: error), static (s, now) =>
        {
            if (!s.Attempt.TryEnd())
            {
                return null;
            }

            s.Node.Activity?.AddAttempt(s.Attempt.Number, s.Error);
            return new NodeAttemptEndEvent(
                s.Span.Stamp(s.Node.SpanId, now), s.Execution.Step.Node.Name, s.Attempt.Number, s.Span.Since(s.Attempt.Start, now))
            {
                Error = s.Error,
                ErrorType = s.Error?.GetType().FullName,
                ErrorMessage = s.Error is null ? null : ErrorText.MessageOf(s.Error),
            };
        });

    /// <summary>Ignores later reports of an execution, except the end of its active attempts.</summary>
    public static void Close(this RunSpan span, NodeExecution execution) => span.Emit(execution, static (e, _) =>
    {
        e.IsClosed = true;
        return null;
    });
}
