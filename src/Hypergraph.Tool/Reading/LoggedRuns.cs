namespace Hypergraph.Tool.Reading;

/// <summary>Reads all runs of a log into memory.</summary>
internal sealed class LoggedRuns
{
    private readonly Dictionary<SpanId, (LoggedRun Run, LoggedSpan Span)> _open = [];
    private readonly List<LoggedRun> _runs = [];

    private LoggedRuns()
    {
    }

    /// <summary>Reads a log. Events without a start are left out.</summary>
    /// <param name="file">The log.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<LoggedRun>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var reader = new LoggedRuns();
        await foreach (Event e in LogInput.ReadAsync(file, cancellationToken).ConfigureAwait(false))
        {
            reader.Add(e);
        }

        return reader._runs;
    }

    private void Add(Event e)
    {
        if (e is RunStartEvent or NodeStartEvent)
        {
            Begin(e);
        }
        else if (_open.TryGetValue(e.SpanId, out (LoggedRun Run, LoggedSpan Span) entry))
        {
            switch (e)
            {
                case RunEndEvent or NodeEndEvent or NodeErrorEvent or InterruptEvent:
                    entry.Span.End = e;
                    _open.Remove(e.SpanId);
                    break;
                case StopRequestedEvent stop:
                    entry.Run.Add(stop);
                    break;
                case RunResumedEvent resumed:
                    entry.Run.Add(resumed);
                    break;
                case RunStoreErrorEvent error:
                    entry.Run.Add(error);
                    break;
                case NodeAttemptStartEvent or NodeAttemptEndEvent or RouteDecisionEvent or CacheHitEvent:
                    entry.Span.Add((NodeEvent)e);
                    break;
            }
        }
    }

    private void Begin(Event e)
    {
        if (e.ParentSpanId is not { } parentId)
        {
            var run = new LoggedRun(_runs.Count + 1, new LoggedSpan(e, parent: null));
            _runs.Add(run);
            _open[e.SpanId] = (run, run.Root);
        }
        else if (_open.TryGetValue(parentId, out (LoggedRun Run, LoggedSpan Span) parent))
        {
            var span = new LoggedSpan(e, parent.Span);
            parent.Span.Add(span);
            parent.Run.Add(span);
            _open[e.SpanId] = (parent.Run, span);
        }
    }
}
