namespace Hypergraph.Orleans.Publishing;

/// <summary>
/// Merges the events of several attempts at an item into one stream. All attempts except the last may be incomplete. A span that has
/// started and ended is published once, an open span continues under its ids, and a span that does not recur is closed at the end.
/// It uses no clock and no cluster. Not thread-safe.
/// </summary>
/// <remarks>
/// Two attempts have the same span if it has the same path in both: the names from the root, the occurrence of each name, and
/// the indexes of items.
/// </remarks>
/// <param name="emit">Receives the events of the merged stream.</param>
/// <param name="rootParent">The published span of the map that contains the item, or of the single run itself.</param>
internal sealed class AttemptMerger(Action<Event> emit, PublishedSpan rootParent)
{
    /// <summary>The message for spans that a failed attempt left open.</summary>
    public const string SiloFailureMessage = "Its silo failed, and it did not run again when its item was retried.";

    private static readonly string SiloFailureType = typeof(ItemLostException).FullName!;

    // Null for a span whose further events are ignored: it has ended, or its parent has.
    private readonly Dictionary<SpanId, PublishedSpan?> _spans = [];
    private PublishedSpan? _root;
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private bool _hasBegun;

    /// <summary>Whether no attempt has published anything.</summary>
    private bool _isEmpty = true;

    /// <summary>The span of the item's run, once it is published.</summary>
    public PublishedSpan? Root => _root;

    /// <summary>Begins another attempt, whose events follow from the first.</summary>
    public void BeginAttempt()
    {
        _spans.Clear();
        if (_hasBegun && _root is { IsOpen: true })
        {
            _root.ResetOccurrences();
            MarkRetried(_root);
        }

        _hasBegun = true;
    }

    /// <summary>Merges the next event of the attempt.</summary>
    public void Merge(Event e)
    {
        _last = e.Timestamp > _last ? e.Timestamp : _last;
        switch (e)
        {
            case RunStartEvent or NodeStartEvent:
                Begin(e);
                break;
            case StopRequestedEvent:
                // Published once, at the root, by the caller that requested the stop.
                break;
            case RunResumedEvent when !_isEmpty:
                // An earlier attempt reported it.
                break;
            case RunResumedEvent or RunStoreErrorEvent:
                MergeOfRoot(e);
                break;
            case RunEndEvent or NodeEndEvent or NodeErrorEvent or InterruptEvent:
                End(e);
                break;
            default:
                MergeDetail((NodeEvent)e);
                break;
        }
    }

    /// <summary>Closes all open spans: no attempt will follow.</summary>
    /// <param name="status">The status of the item's run.</param>
    /// <param name="errorType">The full type name of the exception, or null.</param>
    /// <param name="errorMessage">The message of the exception, or null.</param>
    /// <param name="now">The time of the end.</param>
    public void Close(RunStatus status, string? errorType, string? errorMessage, DateTimeOffset now)
    {
        _last = now > _last ? now : _last;
        if (_root is { IsOpen: true } root)
        {
            CloseChildren(root, status != RunStatus.Completed, errorType ?? SiloFailureType, errorMessage ?? SiloFailureMessage);
            EmitEnd(root, new RunEndEvent
            {
                RunId = default,
                SpanId = default,
                Timestamp = _last,
                Duration = _last - root.Start.Timestamp,
                Status = status,
                ErrorType = errorType,
                ErrorMessage = errorMessage,
            });
        }
    }

    /// <summary>Publishes the start of the item's run, unless an attempt did.</summary>
    public void BeginRoot(RunStartEvent start)
    {
        if (_root is null)
        {
            Begin(start);
        }
    }

    private void Begin(Event e)
    {
        if (e.ParentSpanId is not { } parentId)
        {
            _spans[e.SpanId] = _root ??= rootParent.Start is RunStartEvent { IsMap: false } ? rootParent : EmitStart(rootParent, SpanKey.Of(e), e);
            if (!_root.IsOpen)
            {
                _spans[e.SpanId] = null;
            }

            return;
        }

        PublishedSpan? parent = _spans.GetValueOrDefault(parentId);
        if (parent is not { IsOpen: true })
        {
            _spans[e.SpanId] = null;
            return;
        }

        var key = SpanKey.Of(e);
        if (parent.FindNext(key) is not { } published)
        {
            _spans[e.SpanId] = EmitStart(parent, key, e);
            return;
        }

        _spans[e.SpanId] = published.IsOpen ? published : null;
        if (published is { IsOpen: true, IsRun: false })
        {
            RestartNode(published, e);
        }
    }

    private PublishedSpan EmitStart(PublishedSpan parent, SpanKey key, Event start)
    {
        Event published = start with
        {
            RunId = start is RunStartEvent ? start.RunId : parent.Start.RunId,
            ParentSpanId = parent.Start.SpanId,
            Timestamp = _last,
        };
        if (published is RunStartEvent { Outline: not null } run)
        {
            published = run with { Outline = null };
        }

        emit(published);
        _isEmpty = false;
        return parent.Add(key, published);
    }

    /// <summary>Restarts an open node: processors receive a retry.</summary>
    private void RestartNode(PublishedSpan node, Event e)
    {
        // The failed attempt counts, even without attempt events.
        node.AttemptOffset = Math.Max(node.Attempts, 1);
        StartAttempt(node, node.AttemptOffset + 1, e.Timestamp);
    }

    private void End(Event e)
    {
        if (!_spans.Remove(e.SpanId, out PublishedSpan? span) || span is not { IsOpen: true })
        {
            return;
        }

        bool isFailed = e is NodeErrorEvent || (e is RunEndEvent run && run.Status != RunStatus.Completed);
        CloseChildren(span, isFailed, SiloFailureType, SiloFailureMessage);
        EndAttempt(span, error: null);
        EmitEnd(span, span.IsRetried ? WithTotalDuration(span, e) : e);
    }

    /// <summary>Publishes an event of a root run. An item is none: its map is.</summary>
    private void MergeOfRoot(Event e)
    {
        if (_root is { IsOpen: true } root && root == rootParent)
        {
            _isEmpty = false;
            EmitIn(root, e);
        }
    }

    private void MergeDetail(NodeEvent e)
    {
        if (_spans.GetValueOrDefault(e.SpanId) is not { IsOpen: true } node)
        {
            return;
        }

        switch (e)
        {
            case NodeAttemptStartEvent start when node.AttemptOffset + start.Attempt > node.Attempts:
                StartAttempt(node, node.AttemptOffset + start.Attempt, e.Timestamp);
                break;
            case NodeAttemptEndEvent end when node.AttemptStart is not null && node.AttemptOffset + end.Attempt == node.Attempts:
                EndAttempt(node, end);
                break;
            case StreamingChunkEvent chunk when chunk.Index >= node.Chunks:
                node.Chunks = chunk.Index + 1;
                EmitIn(node, e);
                break;
            case NodeProgressEvent progress when progress.Done >= node.Progress:
                node.Progress = progress.Done;
                EmitIn(node, e);
                break;
            case RouteDecisionEvent when !node.HasRouted:
                node.HasRouted = true;
                EmitIn(node, e);
                break;
            case CacheHitEvent when !node.HasHitCache:
                node.HasHitCache = true;
                EmitIn(node, e);
                break;
        }
    }

    private void StartAttempt(PublishedSpan node, int number, DateTimeOffset now)
    {
        node.Attempts = number;
        node.AttemptStart = now;
        EmitIn(node, new NodeAttemptStartEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = NameOf(node), Attempt = number });
    }

    /// <param name="node">The node.</param>
    /// <param name="error">The end of the attempt, or of its silo; null if it succeeded.</param>
    private void EndAttempt(PublishedSpan node, NodeAttemptEndEvent? error)
    {
        if (node.AttemptStart is { } start)
        {
            node.AttemptStart = null;
            EmitIn(node, (error ?? new NodeAttemptEndEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = NameOf(node), Attempt = 0, Duration = TimeSpan.Zero }) with
            {
                Attempt = node.Attempts,
                Duration = _last > start ? _last - start : TimeSpan.Zero,
            });
        }
    }

    /// <summary>Closes the open spans inside a span that ends, the innermost first.</summary>
    /// <param name="span">The span that ends.</param>
    /// <param name="asFailed">Whether the open spans end as failed. In a completed run they end as stopped.</param>
    /// <param name="errorType">The full type name of their error.</param>
    /// <param name="errorMessage">The message of their error.</param>
    private void CloseChildren(PublishedSpan span, bool asFailed, string errorType, string errorMessage)
    {
        foreach (PublishedSpan child in span.OpenChildren.ToArray())
        {
            CloseChildren(child, asFailed, errorType, errorMessage);
            EndAttempt(child, error: null);
            EmitEnd(child, EndOf(child, asFailed, errorType, errorMessage));
        }
    }

    private Event EndOf(PublishedSpan span, bool asFailed, string errorType, string errorMessage)
    {
        TimeSpan duration = _last - span.Start.Timestamp;
        return (span.IsRun, asFailed) switch
        {
            (true, true) => new RunEndEvent
            {
                RunId = default,
                SpanId = default,
                Timestamp = default,
                Duration = duration,
                Status = RunStatus.Failed,
                ErrorType = errorType,
                ErrorMessage = errorMessage,
            },
            (true, false) => new RunEndEvent { RunId = default, SpanId = default, Timestamp = default, Duration = duration, Status = RunStatus.Stopped },
            (false, true) => new NodeErrorEvent
            {
                RunId = default,
                SpanId = default,
                Timestamp = default,
                NodeName = NameOf(span),
                Duration = duration,
                ErrorType = errorType,
                ErrorMessage = errorMessage,
            },
            _ => new NodeEndEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = NameOf(span), Duration = duration, IsStopped = true },
        };
    }

    private void EmitEnd(PublishedSpan span, Event end)
    {
        EmitIn(span, end);
        span.Close();
    }

    private void EmitIn(PublishedSpan span, Event e) => emit(e with
    {
        RunId = span.Start.RunId,
        SpanId = span.Start.SpanId,
        ParentSpanId = span.Start.ParentSpanId,
        GraphName = span.Start.GraphName,
        WorkflowId = span.Start.WorkflowId,
        ItemIndex = span.Start.ItemIndex,
        Path = e is InterruptEvent ? e.Path : span.Start.Path,
        ItemLabel = span.Start.ItemLabel,
        Timestamp = _last,
    });

    private Event WithTotalDuration(PublishedSpan span, Event end)
    {
        TimeSpan total = _last - span.Start.Timestamp;
        return end switch
        {
            RunEndEvent run => run with { Duration = total },
            NodeEndEvent node => node with { Duration = total },
            NodeErrorEvent error => error with { Duration = total },
            _ => end,
        };
    }

    /// <summary>Ends the interrupted attempts, and marks all open spans as retried.</summary>
    private void MarkRetried(PublishedSpan span)
    {
        span.IsRetried = true;
        EndAttempt(span, new NodeAttemptEndEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            NodeName = span.IsRun ? string.Empty : NameOf(span),
            Attempt = 0,
            Duration = TimeSpan.Zero,
            ErrorType = SiloFailureType,
            ErrorMessage = "The silo that ran it failed.",
        });
        foreach (PublishedSpan child in span.OpenChildren)
        {
            MarkRetried(child);
        }
    }

    private static string NameOf(PublishedSpan node) => ((NodeStartEvent)node.Start).NodeName;
}
