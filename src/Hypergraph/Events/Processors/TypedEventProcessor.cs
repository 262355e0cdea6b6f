namespace Hypergraph;

/// <summary>A processor with one method for each kind of event. Override the methods that you need; the others do nothing.</summary>
/// <remarks>The methods are called like <see cref="EventProcessor.OnEvent"/>: on the same thread, under the same rules.</remarks>
public abstract class TypedEventProcessor : EventProcessor
{
    /// <summary>Calls the method for the kind of the event.</summary>
    /// <param name="e">The event.</param>
    public sealed override void OnEvent(Event e)
    {
        switch (e)
        {
            case NodeStartEvent nodeStart:
                OnNodeStart(nodeStart);
                break;
            case NodeEndEvent nodeEnd:
                OnNodeEnd(nodeEnd);
                break;
            case RunStartEvent runStart:
                OnRunStart(runStart);
                break;
            case RunEndEvent runEnd:
                OnRunEnd(runEnd);
                break;
            case NodeErrorEvent nodeError:
                OnNodeError(nodeError);
                break;
            case RouteDecisionEvent routeDecision:
                OnRouteDecision(routeDecision);
                break;
            case InterruptEvent interrupt:
                OnInterrupt(interrupt);
                break;
            case NodeProgressEvent nodeProgress:
                OnNodeProgress(nodeProgress);
                break;
            case StreamingChunkEvent streamingChunk:
                OnStreamingChunk(streamingChunk);
                break;
            case CacheHitEvent cacheHit:
                OnCacheHit(cacheHit);
                break;
            case NodeAttemptStartEvent attemptStart:
                OnNodeAttemptStart(attemptStart);
                break;
            case NodeAttemptEndEvent attemptEnd:
                OnNodeAttemptEnd(attemptEnd);
                break;
            case StopRequestedEvent stopRequested:
                OnStopRequested(stopRequested);
                break;
            case RunResumedEvent runResumed:
                OnRunResumed(runResumed);
                break;
            case RunStoreErrorEvent runStoreError:
                OnRunStoreError(runStoreError);
                break;
        }
    }

    /// <summary>A run or a map starts.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnRunStart(RunStartEvent e)
    {
    }

    /// <summary>A run or a map has ended.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnRunEnd(RunEndEvent e)
    {
    }

    /// <summary>A node starts.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnNodeStart(NodeStartEvent e)
    {
    }

    /// <summary>A node has completed.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnNodeEnd(NodeEndEvent e)
    {
    }

    /// <summary>A node has thrown.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnNodeError(NodeErrorEvent e)
    {
    }

    /// <summary>A gate has decided.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnRouteDecision(RouteDecisionEvent e)
    {
    }

    /// <summary>A run has paused at an interrupt.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnInterrupt(InterruptEvent e)
    {
    }

    /// <summary>A run was asked to stop.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnStopRequested(StopRequestedEvent e)
    {
    }

    /// <summary>A call continues a run that a store has.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnRunResumed(RunResumedEvent e)
    {
    }

    /// <summary>A write to the store of a run has failed, and the run continues without it.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnRunStoreError(RunStoreErrorEvent e)
    {
    }

    /// <summary>A running node reports its progress.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnNodeProgress(NodeProgressEvent e)
    {
    }

    /// <summary>A running node has produced a part of its result.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnStreamingChunk(StreamingChunkEvent e)
    {
    }

    /// <summary>A node's outputs came from a cache.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnCacheHit(CacheHitEvent e)
    {
    }

    /// <summary>A node that may make several attempts starts one.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnNodeAttemptStart(NodeAttemptStartEvent e)
    {
    }

    /// <summary>An attempt has ended.</summary>
    /// <param name="e">The event.</param>
    protected virtual void OnNodeAttemptEnd(NodeAttemptEndEvent e)
    {
    }
}
