namespace Hypergraph.Nodes;

/// <summary>Copies the attachments of a node, such as its order and its interceptors, to a new node.</summary>
internal static class NodeAttachments
{
    /// <summary>Returns a node with the order, the interceptors and the guarantee of another.</summary>
    public static TNode WithAttachmentsOf<TNode>(this TNode node, Node other)
        where TNode : Node
    {
        Node copy = node;
        if (copy is FunctionNode function && other is FunctionNode { RunsAtMostOnce: true })
        {
            copy = function.AtMostOnce();
        }

        if (other.Emits.Count + other.WaitsFor.Count > 0)
        {
            copy = copy.WithOrder(other.Emits, other.WaitsFor);
        }

        return (TNode)(other is CallableNode { Interceptors.Count: > 0 } callable ? ((CallableNode)copy).Copy(callable.Interceptors) : copy);
    }
}
