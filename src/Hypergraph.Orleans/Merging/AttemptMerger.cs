namespace Hypergraph.Orleans;

/// <summary>
/// Makes one stream of the events of several attempts at an item, of which all but the last were cut off somewhere. What was
/// told stands: what began and ended is told once, what was open goes on under its ids, and what never came again is closed
/// at the end. Pure: it knows no clock and no cluster. Not safe from several threads at once.
/// </summary>
/// <remarks>
/// A scope is the same in two attempts if it lies at the same path: the names from the top, for each the how-manieth of its
/// name, and the indexes of items.
/// </remarks>
/// <param name="tell">Gets the events of the one stream.</param>
/// <param name="around">The scope that is told of already: the single run that the item is, or the map around it.</param>
internal sealed class AttemptMerger(Action<Event> tell, PublishedSpan around)
{
    /// <summary>What closes what a lost attempt left open.</summary>
    public const string SiloFailureMessage = "It was cut off with its silo, and did not run again when its item did.";

    private static readonly string SiloFailureType = typeof(ItemLostException).FullName!;

    // Null stands for a scope whose events are all told already, or cannot be told any more.
    private readonly Dictionary<SpanId, PublishedSpan?> _spans = [];
    private PublishedSpan? _root;
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private bool _hasBegun;

    /// <summary>The scope of the item's own run, once it was told of.</summary>
    public PublishedSpan? Root => _root;

    /// <summary>Another attempt begins: its events follow, from the first.</summary>
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

    /// <summary>Takes the next event of the attempt.</summary>
    public void Merge(Event e)
    {
        _last = e.Timestamp > _last ? e.Timestamp : _last;
        switch (e)
        {
            case RunStartEvent or NodeStartEvent:
                Begin(e);
                break;
            case StopRequestedEvent:
                // Told once, at the root, by whoever asked.
                break;
            case RunEndEvent or NodeEndEvent or NodeErrorEvent or InterruptEvent:
                End(e);
                break;
            default:
                MergeDetail((NodeEvent)e);
                break;
        }
    }

    /// <summary>Closes all that is open: no attempt will follow.</summary>
    /// <param name="status">How the item's run ended.</param>
    /// <param name="errorType">The full name of the type of what made it fail, or null.</param>
    /// <param name="errorMessage">The message of what made it fail, or null.</param>
    /// <param name="now">When.</param>
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

    /// <summary>Tells of the item's run, where no attempt lived to do so.</summary>
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
            _spans[e.SpanId] = _root ??= around.Start is RunStartEvent { IsMap: false } ? around : EmitStart(around, SpanKey.Of(e), e);
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
        if (parent.FindNext(key) is not { } told)
        {
            _spans[e.SpanId] = EmitStart(parent, key, e);
            return;
        }

        _spans[e.SpanId] = told.IsOpen ? told : null;
        if (told is { IsOpen: true, IsRun: false })
        {
            RestartNode(told, e);
        }
    }

    private PublishedSpan EmitStart(PublishedSpan parent, SpanKey key, Event start)
    {
        Event told = start with
        {
            RunId = start is RunStartEvent ? start.RunId : parent.Start.RunId,
            ParentSpanId = parent.Start.SpanId,
            Timestamp = _last,
        };
        if (told is RunStartEvent { Outline: not null } run)
        {
            told = run with { Outline = null };
        }

        tell(told);
        return parent.Add(key, told);
    }

    /// <summary>An open node begins once more: a retry, as far as its processors are concerned.</summary>
    private void RestartNode(PublishedSpan node, Event e)
    {
        // The attempt that was lost counts, also where nobody called it one.
        node.AttemptOffset = Math.Max(node.Attempts, 1);
        StartAttempt(node, node.AttemptOffset + 1, e.Timestamp);
    }

    private void End(Event e)
    {
        if (!_spans.Remove(e.SpanId, out PublishedSpan? scope) || scope is not { IsOpen: true })
        {
            return;
        }

        bool isFailed = e is NodeErrorEvent || (e is RunEndEvent run && run.Status != RunStatus.Completed);
        CloseChildren(scope, isFailed, SiloFailureType, SiloFailureMessage);
        EndAttempt(scope, error: null);
        EmitEnd(scope, scope.IsRetried ? WithTotalDuration(scope, e) : e);
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
    /// <param name="error">Its end in the attempt at the item, or what cut it off; null if it went well.</param>
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

    /// <summary>Closes what lies open in a scope that ends, the innermost first.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="asFailed">Whether what is open ends as failed. In a run that completed nothing has failed: there it was stopped.</param>
    /// <param name="errorType">What it fails with.</param>
    /// <param name="errorMessage">What it fails with, in words.</param>
    private void CloseChildren(PublishedSpan scope, bool asFailed, string errorType, string errorMessage)
    {
        foreach (PublishedSpan child in scope.OpenChildren.ToArray())
        {
            CloseChildren(child, asFailed, errorType, errorMessage);
            EndAttempt(child, error: null);
            EmitEnd(child, EndOf(child, asFailed, errorType, errorMessage));
        }
    }

    private Event EndOf(PublishedSpan scope, bool asFailed, string errorType, string errorMessage)
    {
        TimeSpan duration = _last - scope.Start.Timestamp;
        return (scope.IsRun, asFailed) switch
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
                NodeName = NameOf(scope),
                Duration = duration,
                ErrorType = errorType,
                ErrorMessage = errorMessage,
            },
            _ => new NodeEndEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = NameOf(scope), Duration = duration, Stopped = true },
        };
    }

    private void EmitEnd(PublishedSpan scope, Event end)
    {
        EmitIn(scope, end);
        scope.Close();
    }

    private void EmitIn(PublishedSpan scope, Event e) => tell(e with
    {
        RunId = scope.Start.RunId,
        SpanId = scope.Start.SpanId,
        ParentSpanId = scope.Start.ParentSpanId,
        GraphName = scope.Start.GraphName,
        WorkflowId = scope.Start.WorkflowId,
        ItemIndex = scope.Start.ItemIndex,
        NodePath = e is InterruptEvent ? e.NodePath : scope.Start.NodePath,
        ItemPath = scope.Start.ItemPath,
        ItemLabel = scope.Start.ItemLabel,
        Timestamp = _last,
    });

    private Event WithTotalDuration(PublishedSpan scope, Event end)
    {
        TimeSpan whole = _last - scope.Start.Timestamp;
        return end switch
        {
            RunEndEvent run => run with { Duration = whole },
            NodeEndEvent node => node with { Duration = whole },
            NodeErrorEvent error => error with { Duration = whole },
            _ => end,
        };
    }

    /// <summary>Ends the attempts that were cut off, and marks all that is open.</summary>
    private void MarkRetried(PublishedSpan scope)
    {
        scope.IsRetried = true;
        EndAttempt(scope, new NodeAttemptEndEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            NodeName = scope.IsRun ? string.Empty : NameOf(scope),
            Attempt = 0,
            Duration = TimeSpan.Zero,
            ErrorType = SiloFailureType,
            ErrorMessage = "The silo that ran it was lost.",
        });
        foreach (PublishedSpan child in scope.OpenChildren)
        {
            MarkRetried(child);
        }
    }

    private static string NameOf(PublishedSpan node) => ((NodeStartEvent)node.Start).NodeName;
}
