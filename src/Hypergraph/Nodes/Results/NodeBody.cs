namespace Hypergraph;

/// <summary>A function and where its result goes: what a plan calls.</summary>
internal abstract class NodeBody
{
    /// <summary>The outputs that it writes, in order.</summary>
    public required IReadOnlyList<NodeOutput> Outputs { get; init; }

    /// <summary>Whether it takes the node's context, in a slot behind those of the function's parameters.</summary>
    public virtual bool TakesContext => false;

    /// <summary>
    /// Calls the function with the values in the parameters' slots and writes its result to the outputs' slots.
    /// </summary>
    /// <returns>Null if that is done; otherwise a task that ends when it is.</returns>
    public abstract Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs);
}
