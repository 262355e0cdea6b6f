namespace Hypergraph;

/// <summary>A node that calls a function: all of them but nested graphs.</summary>
public abstract class CallableNode : Node
{
    private protected CallableNode(string name, NodeFunction function, NodeBody body, IReadOnlyList<NodeOutput> outputs)
        : base(name, function.Inputs, outputs)
    {
        Function = function;
        Body = body;
    }

    /// <summary>The function that it calls.</summary>
    public NodeFunction Function { get; }

    /// <inheritdoc/>
    public override bool IsAsync => Function.IsAsync;

    /// <summary>The function with the places of its results, which for gates and interrupts are no outputs of the node.</summary>
    internal NodeBody Body { get; }

    /// <summary>What goes around its calls, the outermost first.</summary>
    public IReadOnlyList<NodeInterceptor> Interceptors { get; private set; } = [];

    /// <summary>A copy with these interceptors.</summary>
    internal CallableNode Copy(IReadOnlyList<NodeInterceptor> interceptors)
    {
        var copy = (CallableNode)MemberwiseClone();
        copy.Interceptors = interceptors;
        return copy;
    }
}
