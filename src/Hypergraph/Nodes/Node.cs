using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>
/// A node of a graph: a function, a gate, an interrupt, or a nested graph. Immutable; the same node may be part of several
/// graphs. Edges follow from the names of inputs and outputs.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class Node
{
    /// <summary>The target of a gate that ends its branch instead of choosing a node.</summary>
    public const string End = NameRules.End;

    private protected Node(string name, IReadOnlyList<NodeInput> inputs, IReadOnlyList<NodeOutput> outputs)
    {
        Name = CheckName(name);
        Inputs = inputs;
        Outputs = outputs;
        CheckValueNames();
    }

    /// <summary>The node's name, unique in its graph.</summary>
    public string Name { get; }

    /// <summary>The kind of the node.</summary>
    public abstract NodeKind Kind { get; }

    /// <summary>The values that it reads, in order.</summary>
    public IReadOnlyList<NodeInput> Inputs { get; }

    /// <summary>The values that it produces, in order; a gate has none.</summary>
    public IReadOnlyList<NodeOutput> Outputs { get; }

    /// <summary>The signals that it emits when it completes: order without data, for nodes that wait for them.</summary>
    public IReadOnlyList<string> Emits { get; private set; } = [];

    /// <summary>The signals, or values that it does not read, that must be available and new before it runs.</summary>
    public IReadOnlyList<string> WaitsFor { get; private set; } = [];

    /// <summary>The names of its inputs, created when events first report their values.</summary>
    internal string[] InputNames => field ??= [.. Inputs.Select(input => input.Name)];

    /// <summary>The names of its outputs, created when events first report their values.</summary>
    internal string[] OutputNames => field ??= [.. Outputs.Select(output => output.Name)];

    /// <summary>Whether it may complete after its call returns, so that only <c>AsyncRunner</c> runs it.</summary>
    public abstract bool IsAsync { get; }

    /// <summary>Creates a node from a lambda or a method group.</summary>
    /// <param name="function">
    /// Synchronous, or with a result of <see cref="Task"/>, <see cref="ValueTask"/> or <see cref="IAsyncEnumerable{T}"/>
    /// (collected to a list). Its parameters are the inputs, C# defaults are their defaults, and a
    /// <see cref="CancellationToken"/> receives the run's token.
    /// </param>
    /// <param name="output">
    /// The name of the output. May be omitted if the function returns nothing, or returns a tuple with named elements,
    /// each of which is then an output. Several names are those of the tuple's elements; an empty list discards the result.
    /// </param>
    /// <param name="name">The node's name; by default that of the method or, for a lambda, of the first output.</param>
    /// <exception cref="GraphConfigurationException">The function cannot be a node, has another number of results, or a name is missing.</exception>
    [RequiresDynamicCode(TrimmingMessages.DynamicCode)]
    public static FunctionNode Create(Delegate function, OutputNames? output = null, string? name = null) =>
        FunctionNode.Of(NodeFunction.FromDelegate(function, new("node", name, output is { Count: > 0 } ? output[0] : null)), output, name);

    /// <summary>Creates a node from a function with named inputs, for graphs that are read from a file.</summary>
    /// <param name="function">The function.</param>
    /// <param name="outputs">The names of the outputs.</param>
    /// <param name="name">The node's name.</param>
    /// <exception cref="GraphConfigurationException">A name is not valid.</exception>
    public static FunctionNode CreateFrom(NodeFunction function, IReadOnlyList<string> outputs, string name)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(outputs);
        return FunctionNode.Of(function, outputs, name);
    }

    /// <summary>Creates a gate that chooses one of two branches.</summary>
    /// <param name="condition">Returns a <see cref="bool"/>, synchronously or as a task.</param>
    /// <param name="then">The node that may run if the condition is true, or <see cref="End"/>.</param>
    /// <param name="otherwise">The node that may run if it is false, or <see cref="End"/>.</param>
    /// <param name="name">The node's name; by default that of the method.</param>
    /// <param name="defaultOpen">Whether the targets may run before the gate has decided for the first time.</param>
    /// <exception cref="GraphConfigurationException">The function cannot be a condition, or has no name.</exception>
    [RequiresDynamicCode(TrimmingMessages.DynamicCode)]
    public static IfElseNode IfElse(Delegate condition, string then, string otherwise, string? name = null, bool defaultOpen = true) =>
        IfElseFrom(NodeFunction.FromDelegate(condition, new("gate", name, Output: null)), then, otherwise, name, defaultOpen);

    /// <summary>Creates a gate that chooses one of two branches, from a function with named inputs.</summary>
    /// <param name="condition">Returns a <see cref="bool"/>.</param>
    /// <param name="then">The node that may run if the condition is true, or <see cref="End"/>.</param>
    /// <param name="otherwise">The node that may run if it is false, or <see cref="End"/>.</param>
    /// <param name="name">The node's name; by default that of the function.</param>
    /// <param name="defaultOpen">Whether the targets may run before the gate has decided for the first time.</param>
    /// <exception cref="GraphConfigurationException">The function cannot be a condition, or has no name.</exception>
    public static IfElseNode IfElseFrom(NodeFunction condition, string then, string otherwise, string? name = null, bool defaultOpen = true)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new IfElseNode(condition, then, otherwise, name ?? condition.Name, defaultOpen);
    }

    /// <summary>Creates a gate that chooses one of its targets, or several.</summary>
    /// <param name="decide">
    /// Returns the name of a target, synchronously or as a task; <see cref="End"/> to end the branch; null for the fallback. With
    /// <see cref="RouteOptions.AllowMultiple"/> it returns a list of names.
    /// </param>
    /// <param name="targets">The names that it may return.</param>
    /// <param name="options">The fallback, whether several targets are allowed, the name, and whether targets are enabled at first.</param>
    /// <exception cref="GraphConfigurationException">The function cannot decide, has no name, or a target is not valid.</exception>
    [RequiresDynamicCode(TrimmingMessages.DynamicCode)]
    public static RouteNode Route(Delegate decide, IReadOnlyList<string> targets, RouteOptions? options = null) =>
        RouteFrom(NodeFunction.FromDelegate(decide, new("gate", options?.Name, Output: null)), targets, options);

    /// <summary>Creates a gate that chooses one of its targets, or several, from a function with named inputs.</summary>
    /// <param name="decide">See <see cref="Route(Delegate, IReadOnlyList{string}, RouteOptions)"/>.</param>
    /// <param name="targets">The names that it may return.</param>
    /// <param name="options">The fallback, whether several targets are allowed, the name, and whether targets are enabled at first.</param>
    /// <exception cref="GraphConfigurationException">The function cannot decide, has no name, or a target is not valid.</exception>
    public static RouteNode RouteFrom(NodeFunction decide, IReadOnlyList<string> targets, RouteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(decide);
        ArgumentNullException.ThrowIfNull(targets);
        return new RouteNode(decide, targets, options ?? new RouteOptions());
    }

    /// <summary>Creates a node that asks a person, with the answer as its output. Without the answer the run pauses.</summary>
    /// <typeparam name="TAnswer">The type of the answer.</typeparam>
    /// <param name="question">Returns the question for its inputs.</param>
    /// <param name="output">The name of the answer, for the caller that supplies it and for the nodes that read it.</param>
    /// <param name="name">The node's name; by default that of the method or, for a lambda, of the output.</param>
    /// <exception cref="GraphConfigurationException">The function returns no question, or a name is missing.</exception>
    [RequiresDynamicCode(TrimmingMessages.DynamicCode)]
    public static InterruptNode Interrupt<TAnswer>(Delegate question, string output, string? name = null)
    {
        var function = NodeFunction.FromDelegate(question, new("interrupt", name, output));
        return new InterruptNode(function, new NodeOutput(output, SlotType<TAnswer>.Instance), name ?? function.Name ?? output);
    }

    /// <summary>Creates a node that asks a person, from a function with named inputs, with a typed answer.</summary>
    /// <typeparam name="TAnswer">The type of the answer.</typeparam>
    /// <param name="question">Returns the question for its inputs.</param>
    /// <param name="output">The name of the answer, for the caller that supplies it and for the nodes that read it.</param>
    /// <param name="name">The node's name.</param>
    /// <exception cref="GraphConfigurationException">The function returns no question, or a name is not valid.</exception>
    public static InterruptNode InterruptFrom<TAnswer>(NodeFunction question, string output, string name)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new InterruptNode(question, new NodeOutput(output, SlotType<TAnswer>.Instance), name);
    }

    /// <summary>Creates a node that asks a person, from a function with named inputs; the answer may be any value.</summary>
    /// <param name="question">Returns the question for its inputs.</param>
    /// <param name="output">The name of the answer, for the caller that supplies it and for the nodes that read it.</param>
    /// <param name="name">The node's name; by default that of the output.</param>
    /// <exception cref="GraphConfigurationException">The function returns no question, or a name is not valid.</exception>
    public static InterruptNode InterruptFrom(NodeFunction question, string output, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new InterruptNode(question, new NodeOutput(output, SlotType<object>.Instance, isUntyped: true), name ?? question.Name ?? output);
    }

    /// <summary>Returns the same node with another name.</summary>
    /// <param name="name">The new name.</param>
    /// <exception cref="GraphConfigurationException">The name is not valid.</exception>
    public abstract Node WithName(string name);

    /// <summary>Returns the name, the inputs and the outputs: <c>answer(docs, query) → answer</c>.</summary>
    public override string ToString() =>
        $"{Name}({string.Join(", ", Inputs.Select(i => i.Name))}) → {(Outputs.Count == 0 ? "nothing" : string.Join(", ", Outputs.Select(o => o.Name)))}";

    /// <summary>Returns a copy with these signals and waits.</summary>
    /// <exception cref="GraphConfigurationException">A name is not valid, or the node waits for itself.</exception>
    internal Node WithOrder(IReadOnlyList<string> emits, IReadOnlyList<string> waitsFor)
    {
        var copy = (Node)MemberwiseClone();
        copy.Emits = [.. emits.Distinct()];
        copy.WaitsFor = [.. waitsFor.Distinct()];
        copy.CheckOrder();
        return copy;
    }

    private void CheckOrder()
    {
        foreach (string name in Emits.Concat(WaitsFor))
        {
            if (!NameRules.IsValueName(name))
            {
                throw new GraphConfigurationException($"Node '{Name}': '{name}' is not a valid name. {NameRules.ValueNameRule}");
            }
        }

        if (Emits.FirstOrDefault(e => Outputs.Any(o => o.Name == e)) is { } output)
        {
            throw new GraphConfigurationException($"Node '{Name}' emits '{output}', which is one of its outputs. Wait for the output, or use a different name for the signal.");
        }

        if (WaitsFor.FirstOrDefault(w => Emits.Contains(w) || Outputs.Any(o => o.Name == w)) is { } own)
        {
            throw new GraphConfigurationException($"Node '{Name}' waits for '{own}', which it produces itself. Wait for a name that another node produces.");
        }
    }

    private static string CheckName(string name)
    {
        if (!NameRules.IsNodeOrGraphName(name))
        {
            throw new GraphConfigurationException("A node has no name. Pass name: \"…\"; only a method, or a lambda with an output, has a name of its own. The name of a route is RouteOptions.Name.");
        }

        return name == End
            ? throw new GraphConfigurationException($"A node cannot be named '{End}': a gate returns that to end its branch. Choose another name.")
            : name;
    }

    private void CheckValueNames()
    {
        foreach (string value in Inputs.Select(i => i.Name).Concat(Outputs.Select(o => o.Name)))
        {
            if (!NameRules.IsValueName(value))
            {
                throw new GraphConfigurationException($"Node '{Name}': '{value}' is not a valid name. {NameRules.ValueNameRule}");
            }
        }

        CheckDistinct(Inputs.Select(i => i.Name), "input");
        CheckDistinct(Outputs.Select(o => o.Name), "output");
    }

    private void CheckDistinct(IEnumerable<string> names, string kind)
    {
        HashSet<string> seen = [];
        if (names.FirstOrDefault(n => !seen.Add(n)) is { } twice)
        {
            throw new GraphConfigurationException($"Node '{Name}' has two {kind}s named '{twice}'. Use a different name for each {kind}.");
        }
    }
}
