using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>
/// A function with named inputs, before it is a node: read from a delegate, or made from data. What is behind it is
/// typed: it reads its arguments from slots and hands on its result without boxing.
/// </summary>
public abstract class NodeFunction
{
    private string? _definition;
    private IReadOnlyList<string>? _captures;

    private protected NodeFunction(string? name, NodeInput[] parameters)
    {
        Name = name;
        Parameters = parameters;
        Inputs = [.. parameters.Where(p => !p.IsInjected)];
    }

    /// <summary>The name of the method behind it; null for a lambda.</summary>
    public string? Name { get; }

    /// <summary>
    /// The inputs: its parameters without a <see cref="CancellationToken"/> and a <see cref="NodeContext"/>, which the run
    /// fills in.
    /// </summary>
    public IReadOnlyList<NodeInput> Inputs { get; }

    /// <summary>What it gives, once awaited; <see cref="void"/> for nothing.</summary>
    public abstract Type ResultType { get; }

    /// <summary>Whether it may complete later than its call: only <c>AsyncRunner</c> runs it.</summary>
    public abstract bool IsAsync { get; }

    /// <summary>
    /// Tells the function apart from every other: its method in its build of its assembly. Null if it captures something,
    /// if its method was made at run time, or if it is made from data.
    /// </summary>
    public string? Definition => _definition ??= Source is null ? null : FunctionDefinition.Of(Source);

    /// <summary>
    /// The variables that its lambda captures, by name, so that what it gives depends on more than its inputs; <c>this</c>
    /// for an object with fields. Empty for a function made from data. C# keeps in one object what all lambdas of a scope
    /// capture, so a neighbour's variables may be among them.
    /// </summary>
    public IReadOnlyList<string> Captures => _captures ??= Source is null ? [] : FunctionDefinition.CapturesOf(Source);

    /// <summary>The delegate that it was read from, or null.</summary>
    internal Delegate? Source { get; set; }

    /// <summary>The parameters in order, those that the run fills in among them.</summary>
    internal NodeInput[] Parameters { get; }

    /// <summary>The element names of the tuple that it gives, or null if it gives none or they have no names.</summary>
    internal IReadOnlyList<string>? TupleNames { get; set; }

    /// <summary>The number of elements of the tuple that it gives; 0 if it gives none.</summary>
    internal abstract int TupleSize { get; }

    /// <summary>Whether its result is of any type: a function over data.</summary>
    internal virtual bool IsUntyped => false;

    /// <summary>Reads a lambda or a method group.</summary>
    /// <param name="function">A delegate with one target, without parameters by reference.</param>
    /// <exception cref="GraphConfigurationException">The delegate has a shape that cannot be a node.</exception>
    [RequiresDynamicCode(DelegateReader.DynamicCode)]
    public static NodeFunction FromDelegate(Delegate function) => DelegateReader.Read(function);

    /// <summary>Reads a lambda or a method group for a node, which messages name.</summary>
    /// <exception cref="GraphConfigurationException">The delegate has a shape that cannot be a node.</exception>
    [RequiresDynamicCode(DelegateReader.DynamicCode)]
    internal static NodeFunction FromDelegate(Delegate function, in FunctionOwner owner) => DelegateReader.Read(function, owner);

    /// <summary>Makes a function from data: names of inputs, and one function over the named values.</summary>
    /// <param name="inputs">The names of the inputs.</param>
    /// <param name="body">
    /// Called with the values by name. For a node with two or more outputs it gives a list of as many values.
    /// </param>
    /// <param name="defaults">The inputs that may be left out, with the values they then have.</param>
    /// <exception cref="GraphConfigurationException">A default is given for a name that is no input.</exception>
    public static NodeFunction FromValues(
        IReadOnlyList<string> inputs,
        Func<IReadOnlyDictionary<string, object?>, object?> body,
        IReadOnlyDictionary<string, object?>? defaults = null) => new ValuesFunction(DataInputs.Of(inputs, defaults), body);

    /// <summary>Makes an asynchronous function from data: names of inputs, and one function over the named values.</summary>
    /// <param name="inputs">The names of the inputs.</param>
    /// <param name="body">
    /// Called with the values by name and the run's token. For a node with two or more outputs it gives a list of as
    /// many values.
    /// </param>
    /// <param name="defaults">The inputs that may be left out, with the values they then have.</param>
    /// <exception cref="GraphConfigurationException">A default is given for a name that is no input.</exception>
    public static NodeFunction FromValuesAsync(
        IReadOnlyList<string> inputs,
        Func<IReadOnlyDictionary<string, object?>, CancellationToken, Task<object?>> body,
        IReadOnlyDictionary<string, object?>? defaults = null) => new AsyncValuesFunction(DataInputs.Of(inputs, defaults), body);

    /// <summary>Joins the function with the places that its result goes to.</summary>
    /// <param name="outputs">The names of the outputs: none to discard the result, one, or one for each element of a tuple.</param>
    internal abstract NodeBody Bind(IReadOnlyList<string> outputs);
}
