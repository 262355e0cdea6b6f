using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Delegates;
using Hypergraph.Nodes.Functions;
using Hypergraph.Nodes.Naming;

namespace Hypergraph;

/// <summary>
/// A function with named inputs, before it is part of a node: created from a delegate, or from data.
/// </summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class NodeFunction
{
    private readonly FunctionImplementation _implementation;
    private string? _definition;
    private IReadOnlyList<string>? _captures;

    private NodeFunction(FunctionImplementation implementation)
    {
        _implementation = implementation;
        Inputs = [.. implementation.Parameters.Where(p => !p.IsInjected)];
    }

    /// <summary>The name of the function's method; null for a lambda.</summary>
    public string? Name => _implementation.Name;

    /// <summary>
    /// The inputs: its parameters except a <see cref="CancellationToken"/>, a <see cref="NodeContext"/>, and those marked with <c>[FromServices]</c> or
    /// <c>[FromKeyedServices]</c>, which the run injects.
    /// </summary>
    public IReadOnlyList<NodeInput> Inputs { get; }

    /// <summary>The type of the result, after awaiting; <see cref="void"/> for none.</summary>
    public Type ResultType => _implementation.ResultType;

    /// <summary>Whether it may complete after its call returns: only <c>AsyncRunner</c> runs it.</summary>
    public bool IsAsync => _implementation.IsAsync;

    /// <summary>
    /// Identifies the function: its method in its build of its assembly. Null if the function captures something,
    /// if its method was created at run time, or if it is built from data.
    /// </summary>
    public string? Definition => _definition ??= Source is null ? null : FunctionDefinition.Of(Source);

    /// <summary>
    /// The variables that the function's lambda captures, by name, so that its result depends on more than its inputs; <c>this</c>
    /// for an object with fields. Empty for a function built from data. C# keeps the variables that all lambdas of a scope capture
    /// in one object, so those of another lambda may be among them.
    /// </summary>
    public IReadOnlyList<string> Captures => _captures ??= Source is null ? [] : FunctionDefinition.CapturesOf(Source);

    /// <summary>The delegate that it was created from, or null.</summary>
    internal Delegate? Source => _implementation.Source;

    /// <summary>The parameters in order, including injected ones.</summary>
    internal NodeInput[] Parameters => _implementation.Parameters;

    /// <summary>The element names of the tuple that it returns, or null if it returns none or they have no names.</summary>
    internal IReadOnlyList<string>? TupleNames => _implementation.TupleNames;

    /// <summary>The number of elements of the tuple that it returns; 0 if it returns none.</summary>
    internal int TupleSize => _implementation.TupleSize;

    /// <summary>Whether its result may have any type: a function over data.</summary>
    internal bool IsUntyped => _implementation.IsUntyped;

    /// <summary>Creates a function from a lambda or a method group.</summary>
    /// <param name="function">A delegate with one target, without parameters by reference.</param>
    /// <exception cref="GraphConfigurationException">The delegate has a shape that cannot be a node.</exception>
    [RequiresDynamicCode(TrimmingMessages.DynamicCode)]
    public static NodeFunction FromDelegate(Delegate function) => new(DelegateReader.Read(function));

    /// <summary>Creates a function from a lambda or a method group, for a node that messages name.</summary>
    /// <exception cref="GraphConfigurationException">The delegate has a shape that cannot be a node.</exception>
    [RequiresDynamicCode(TrimmingMessages.DynamicCode)]
    internal static NodeFunction FromDelegate(Delegate function, in FunctionOwner owner) => new(DelegateReader.Read(function, owner));

    /// <summary>Creates a function from data: the names of inputs, and one delegate over the named values.</summary>
    /// <param name="inputs">The names of the inputs.</param>
    /// <param name="body">
    /// Called with the values by name. For a node with two or more outputs it returns a list of as many values.
    /// </param>
    /// <param name="defaults">The inputs that may be omitted, with their default values.</param>
    /// <exception cref="GraphConfigurationException">A default is supplied for a name that is not an input.</exception>
    public static NodeFunction FromValues(
        IReadOnlyList<string> inputs,
        Func<IReadOnlyDictionary<string, object?>, object?> body,
        IReadOnlyDictionary<string, object?>? defaults = null) => new(new ValuesFunction(DataInputs.Of(inputs, defaults), body));

    /// <summary>Creates an asynchronous function from data: the names of inputs, and one delegate over the named values.</summary>
    /// <param name="inputs">The names of the inputs.</param>
    /// <param name="body">
    /// Called with the values by name and the run's token. For a node with two or more outputs it returns a list of as
    /// many values.
    /// </param>
    /// <param name="defaults">The inputs that may be omitted, with their default values.</param>
    /// <exception cref="GraphConfigurationException">A default is supplied for a name that is not an input.</exception>
    public static NodeFunction FromValuesAsync(
        IReadOnlyList<string> inputs,
        Func<IReadOnlyDictionary<string, object?>, CancellationToken, Task<object?>> body,
        IReadOnlyDictionary<string, object?>? defaults = null) => new(new AsyncValuesFunction(DataInputs.Of(inputs, defaults), body));

    /// <summary>Binds the function to the outputs for its result.</summary>
    /// <param name="outputs">The names of the outputs: none to discard the result, one, or one for each element of a tuple.</param>
    internal NodeBody Bind(IReadOnlyList<string> outputs) => _implementation.Bind(outputs);

    private string DebuggerText => $"{Name ?? "function"}({NameList.Join(Inputs.Select(i => i.Name))}) → {TypeNames.Of(ResultType)}";
}
