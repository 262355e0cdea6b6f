namespace Hypergraph;

/// <summary>What is attached to a node after it was made, and has to outlive a copy of it.</summary>
internal static class NodeAttachments
{
    /// <summary>A node made anew from another, with the order and the interceptors of that one.</summary>
    public static TNode WithAttachmentsOf<TNode>(this TNode node, Node other)
        where TNode : Node
    {
        Node copy = node;
        if (other.Emits.Count + other.WaitsFor.Count > 0)
        {
            copy = copy.WithOrder(other.Emits, other.WaitsFor);
        }

        return (TNode)(other is CallableNode { Interceptors.Count: > 0 } callable ? ((CallableNode)copy).Copy(callable.Interceptors) : copy);
    }
}
