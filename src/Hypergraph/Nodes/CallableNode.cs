using Hypergraph.Nodes.Bodies;

namespace Hypergraph;

/// <summary>A node that calls a function: every node except a nested graph.</summary>
public abstract class CallableNode : Node
{
    private protected CallableNode(string name, NodeFunction function, NodeBody body, IReadOnlyList<NodeOutput> outputs)
        : base(name, function.Inputs, outputs)
    {
        Function = function;
        Body = body;
    }

    /// <summary>The function of the node.</summary>
    public NodeFunction Function { get; }

    /// <inheritdoc/>
    public override bool IsAsync => Function.IsAsync;

    /// <summary>The function with the slots of its results, which for gates and interrupts are no outputs of the node.</summary>
    internal NodeBody Body { get; }

    /// <summary>The interceptors of its calls, outermost first.</summary>
    public IReadOnlyList<NodeInterceptor> Interceptors { get; private set; } = [];

    /// <summary>Returns a copy with these interceptors.</summary>
    internal CallableNode Copy(IReadOnlyList<NodeInterceptor> interceptors)
    {
        var copy = (CallableNode)MemberwiseClone();
        copy.Interceptors = interceptors;
        return copy;
    }
}
