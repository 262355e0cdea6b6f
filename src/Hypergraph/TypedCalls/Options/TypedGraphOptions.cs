namespace Hypergraph;

/// <summary>Which inputs and outputs of a graph the values of a typed call are, where their names and types do not determine it.</summary>
public record TypedGraphOptions
{
    /// <summary>The names of the inputs, in the order of the parameters or of the elements of a tuple.</summary>
    /// <value>The default value is empty: names of parameters and properties are those of inputs, and values without a name are bound where their types leave no choice.</value>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The names of the outputs, in the order of the elements of the result.</summary>
    /// <value>
    /// The default value is empty: names of elements and properties are those of outputs, and values without a name are the selected outputs, or those that no node
    /// reads, in this order.
    /// </value>
    public IReadOnlyList<string> Outputs { get; init; } = [];
}
