namespace Hypergraph;

/// <summary>Extension methods for order between nodes without data: one node emits a signal, another waits for it.</summary>
public static class NodeOrderExtensions
{
    /// <summary>Returns the same node with more signals that it emits when it completes.</summary>
    /// <typeparam name="TNode">The kind of node.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="signals">The names of the signals.</param>
    /// <exception cref="GraphConfigurationException">A name is not valid, or is that of one of the node's outputs.</exception>
    public static TNode Emit<TNode>(this TNode node, params string[] signals)
        where TNode : Node
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(signals);
        return (TNode)node.WithOrder([.. node.Emits, .. signals], node.WaitsFor);
    }

    /// <summary>
    /// Returns the same node with more signals, or values that it does not read, that it waits for. In a
    /// loop it waits for new ones each time.
    /// </summary>
    /// <typeparam name="TNode">The kind of node.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="names">The names of signals or values.</param>
    /// <remarks>A graph rejects a node that waits for one of its own inputs, unless that is a shared value.</remarks>
    /// <exception cref="GraphConfigurationException">A name is not valid, or the node produces it itself.</exception>
    public static TNode WaitFor<TNode>(this TNode node, params string[] names)
        where TNode : Node
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(names);
        return (TNode)node.WithOrder(node.Emits, [.. node.WaitsFor, .. names]);
    }
}
