namespace Hypergraph;

/// <summary>What goes around a node's calls.</summary>
public static class NodeInterceptionExtensions
{
    /// <summary>The same node with interceptors around its calls, inside those that it has already.</summary>
    /// <typeparam name="TNode">The kind of node: one that calls a function.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="interceptors">The interceptors, the outermost first.</param>
    public static TNode WithInterceptors<TNode>(this TNode node, params NodeInterceptor[] interceptors)
        where TNode : CallableNode
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(interceptors);
        return (TNode)node.Copy([.. node.Interceptors, .. interceptors]);
    }
}
