using Hypergraph;

namespace CodeCensus;

/// <summary>Counts the executions of nodes, and which of them the store had.</summary>
internal sealed class StepCounter : TypedEventProcessor
{
    /// <summary>The number of executions that have ended.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them were restored.</summary>
    public int RestoredCount { get; private set; }

    protected override void OnNodeEnd(NodeEndEvent e) => Add(e.IsRestored);

    protected override void OnNodeError(NodeErrorEvent e) => Add(e.IsRestored);

    private void Add(bool isRestored)
    {
        Count++;
        RestoredCount += isRestored ? 1 : 0;
    }
}
