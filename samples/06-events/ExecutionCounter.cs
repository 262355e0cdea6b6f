using Hypergraph;

namespace Events;

/// <summary>Counts how often each node ran. A typed processor has a method for each kind of event.</summary>
internal sealed class ExecutionCounter : TypedEventProcessor
{
    public SortedDictionary<string, int> Executions { get; } = new(StringComparer.Ordinal);

    protected override void OnNodeStart(NodeStartEvent e) =>
        Executions[e.NodePath!] = Executions.GetValueOrDefault(e.NodePath!) + 1;
}
