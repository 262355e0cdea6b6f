using System.Collections;
using Hypergraph.Graphs.Structure;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Planning.Compilation;

/// <summary>
/// Orders the nodes of a loop within one iteration: a depth-first search from where the loop starts numbers them in reverse
/// postorder, and an edge that does not lead to a higher number begins the next iteration. So does a gate that leads to a start.
/// </summary>
internal sealed class LoopOrder
{
    private readonly GraphStructure _structure;
    private readonly int _component;
    private readonly int[] _nodes;
    private readonly int[] _starts;

    /// <summary>The place of each node; -1 as long as the search has not left it.</summary>
    private readonly Dictionary<int, int> _positions;

    private LoopOrder(GraphStructure structure, int component)
    {
        _structure = structure;
        _component = component;
        _nodes = [.. structure.Components.NodesOf(component)];
        int[] entrypoints = [.. _nodes.Intersect(structure.Entrypoints)];
        _starts = entrypoints.Length > 0 ? entrypoints : [FindFirstWithOuterPredecessor()];
        _positions = new Dictionary<int, int>(_nodes.Length);
    }

    /// <summary>Sets the order of a loop's steps, if an edge in it only orders.</summary>
    /// <param name="structure">The graph's structure.</param>
    /// <param name="component">The loop.</param>
    /// <param name="steps">The plan's steps.</param>
    /// <param name="stepOf">The step of each node.</param>
    /// <returns>Whether it has an order.</returns>
    public static bool TrySet(GraphStructure structure, int component, Step[] steps, int[] stepOf)
    {
        if (!structure.Components.IsLoop(component) || !structure.Components.NodesOf(component).Any(n => structure.OrderPredecessorsOf(n).Any()))
        {
            return false;
        }

        var order = new LoopOrder(structure, component);
        return Array.Exists(order._nodes, n => order.SourcesOf(n).Any()) && order.TrySet(steps, stepOf);
    }

    private bool TrySet(Step[] steps, int[] stepOf)
    {
        AssignPositions();
        int[] byPosition = new int[_nodes.Length];
        foreach ((int node, int position) in _positions)
        {
            byPosition[position] = node;
        }

        Dictionary<int, int[]> loops = LoopNest.Find(_nodes, _positions, _structure.Components);
        bool hasTargets = false;
        var before = new BitArray[_nodes.Length];
        for (int position = 0; position < byPosition.Length; position++)
        {
            int node = byPosition[position];
            int[] predecessors = [.. _structure.PredecessorsOf(node).Where(p => p != node && IsInThisLoop(p)).Distinct()];
            before[position] = FindAncestors(position, predecessors, before);
            Step step = steps[stepOf[node]];
            step.FirstRunPredecessors = [.. FirstRunPredecessorsOf(node, position).Select(p => stepOf[p])];
            step.Order = new StepOrder
            {
                Position = position,
                Loops = loops[node],
                Predecessors = Array.ConvertAll(predecessors, p => stepOf[p]),
                Sources = [.. SourcesOf(node).Where(source => _positions[source] < position).Select(source => stepOf[source])],
                Ancestors = before[position],
            };
            hasTargets |= step.Order.IsTarget;
        }

        return hasTargets;
    }

    private BitArray FindAncestors(int position, int[] predecessors, BitArray[] before)
    {
        var all = new BitArray(_nodes.Length);
        foreach (int predecessor in predecessors.Select(p => _positions[p]).Where(p => p < position))
        {
            all.Or(before[predecessor]).Set(predecessor, true);
        }

        return all;
    }

    /// <summary>The nodes that a node waits for before its first run: those that lead to it within an iteration, and its gates.</summary>
    private IEnumerable<int> FirstRunPredecessorsOf(int node, int position) => _structure.PredecessorsOf(node, withEdges: false)
        .Where(p => p != node && IsInThisLoop(p) && (_positions[p] < position || Controls(p, node)))
        .Distinct();

    private bool Controls(int gate, int node) => _structure.Nodes[gate] is GateNode { Targets: var targets } && targets.Contains(_structure.Nodes[node].Name);

    /// <summary>The nodes of the loop from which edges that only order lead to a node.</summary>
    private IEnumerable<int> SourcesOf(int node) => _structure.OrderPredecessorsOf(node).Where(IsInThisLoop);

    private bool IsInThisLoop(int node) => _structure.Components.ComponentOf(node) == _component;

    /// <summary>The first node that depends on another component, for a loop that no entrypoint starts.</summary>
    private int FindFirstWithOuterPredecessor() =>
        Array.Find([.. _nodes.Select(n => (Node: n, IsBehind: _structure.PredecessorsOf(n).Any(p => _structure.IsActive[p] && !IsInThisLoop(p))))], n => n.IsBehind) is { IsBehind: true } found
            ? found.Node
            : _nodes[0];

    private void AssignPositions()
    {
        int next = _nodes.Length;
        HashSet<int> seen = [];
        var path = new Stack<(int Node, IEnumerator<int> Successors)>();
        foreach (int start in _starts)
        {
            Open(start);
            while (path.TryPeek(out (int Node, IEnumerator<int> Successors) last))
            {
                if (last.Successors.MoveNext())
                {
                    Open(last.Successors.Current);
                    continue;
                }

                path.Pop();
                _positions[last.Node] = --next;
            }
        }

        void Open(int node)
        {
            if (seen.Add(node))
            {
                path.Push((node, SuccessorsOf(node).GetEnumerator()));
            }
        }
    }

    /// <summary>The nodes that depend on a node, gates first, so that a gate comes before targets that depend on the same node.</summary>
    private IEnumerable<int> SuccessorsOf(int node) => _structure.Components.Successors[node]
        .Where(next => IsInThisLoop(next) && !(_structure.Nodes[node] is GateNode && _starts.Contains(next)))
        .OrderBy(next => _structure.Nodes[next] is GateNode ? 0 : 1);
}
