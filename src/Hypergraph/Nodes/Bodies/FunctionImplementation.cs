namespace Hypergraph.Nodes.Bodies;

/// <summary>What a <see cref="NodeFunction"/> calls. It is typed: it reads its arguments from slots and writes its result without boxing.</summary>
internal abstract class FunctionImplementation(string? name, NodeInput[] parameters)
{
    /// <summary>The name of the function's method; null for a lambda.</summary>
    public string? Name => name;

    /// <summary>The parameters in order, including injected ones.</summary>
    public NodeInput[] Parameters => parameters;

    /// <summary>The delegate that it was created from, or null.</summary>
    public Delegate? Source { get; set; }

    /// <summary>The element names of the tuple that it returns, or null if it returns none or they have no names.</summary>
    public IReadOnlyList<string>? TupleNames { get; set; }

    /// <summary>The type of the result, after awaiting; <see cref="void"/> for none.</summary>
    public abstract Type ResultType { get; }

    /// <summary>Whether it may complete after its call returns.</summary>
    public abstract bool IsAsync { get; }

    /// <summary>The number of elements of the tuple that it returns; 0 if it returns none.</summary>
    public abstract int TupleSize { get; }

    /// <summary>Whether its result may have any type: a function over data.</summary>
    public virtual bool IsUntyped => false;

    /// <summary>Binds the function to the outputs for its result.</summary>
    /// <param name="outputs">The names of the outputs: none to discard the result, one, or one for each element of a tuple.</param>
    public abstract NodeBody Bind(IReadOnlyList<string> outputs);
}
