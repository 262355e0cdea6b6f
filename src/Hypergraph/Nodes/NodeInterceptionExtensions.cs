namespace Hypergraph;

/// <summary>Extension methods for interceptors of nodes.</summary>
public static class NodeInterceptionExtensions
{
    /// <summary>Returns the same node with interceptors around its calls, inside those that it has already.</summary>
    /// <typeparam name="TNode">The kind of node: one that calls a function.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="interceptors">The interceptors, outermost first.</param>
    public static TNode WithInterceptors<TNode>(this TNode node, params NodeInterceptor[] interceptors)
        where TNode : CallableNode
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(interceptors);
        return (TNode)node.Copy([.. node.Interceptors, .. interceptors]);
    }
}
