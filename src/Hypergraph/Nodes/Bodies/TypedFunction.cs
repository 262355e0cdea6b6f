using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>A function that returns <typeparamref name="TResult"/>; the derived types read its arguments from slots.</summary>
internal abstract class TypedFunction<TResult>(string? name, NodeInput[] parameters, FunctionResult<TResult> result)
    : FunctionImplementation(name, parameters)
{
    public sealed override Type ResultType => result.ValueType;

    public sealed override bool IsAsync => result.IsAsync;

    public sealed override int TupleSize => result.TupleSize;

    /// <summary>Calls the function with the values in the slots of its parameters.</summary>
    public abstract TResult Call(Frame frame, Slot[] parameters);

    /// <summary>Returns the call with its slots, if the function is synchronous and its shape has a type for it; otherwise null.</summary>
    public virtual ResolvedCall? ResolveSlots(ReadOnlySpan<Slot> parameters, Slot output) => null;

    public sealed override NodeBody Bind(IReadOnlyList<string> outputs) => result.Bind(this, outputs);
}
