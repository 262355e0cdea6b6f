namespace Hypergraph;

/// <summary>
/// What a function gives and how it gets to slots: at once or awaited, as one value, as a tuple, or not at all. Made
/// once for each return type; it makes the bodies of nodes.
/// </summary>
internal abstract class FunctionResult<TResult>
{
    /// <summary>The type of the awaited result; <see cref="void"/> for none.</summary>
    public abstract Type ValueType { get; }

    public abstract bool IsAsync { get; }

    /// <summary>The number of elements if the result is a tuple; 0 otherwise.</summary>
    public abstract int TupleSize { get; }

    /// <summary>A body that calls the function and writes to slots of the named outputs.</summary>
    public abstract NodeBody Bind(TypedFunction<TResult> function, IReadOnlyList<string> outputs);
}
