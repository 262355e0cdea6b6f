namespace Hypergraph.Nodes.Bodies;

/// <summary>
/// The result of a function and how it is written to slots: synchronous or awaited, as one value, as a tuple, or discarded. Created
/// once for each return type; it creates the bodies of nodes.
/// </summary>
internal abstract class FunctionResult<TResult>
{
    /// <summary>The type of the awaited result; <see cref="void"/> for none.</summary>
    public abstract Type ValueType { get; }

    public abstract bool IsAsync { get; }

    /// <summary>The number of elements if the result is a tuple; 0 otherwise.</summary>
    public abstract int TupleSize { get; }

    /// <summary>Creates a body that calls the function and writes to slots of the named outputs.</summary>
    public abstract NodeBody Bind(TypedFunction<TResult> function, IReadOnlyList<string> outputs);
}
