using System.Diagnostics;
using Hypergraph.Graphs;
using Hypergraph.Graphs.Structure;
using Hypergraph.Graphs.Structure.Branches;
using Hypergraph.Nodes.Hints;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>
/// Nodes whose edges follow from their names: an output is connected to every input of the same name. Immutable and
/// thread-safe; any number of runs may use one graph. <see cref="Bind(string, object)"/>, <see cref="Select"/>,
/// <see cref="WithEntrypoint"/> and the other methods return new graphs.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Graph
{
    private readonly GraphSpec _spec;
    private GraphOutput[]? _outputs;
    private Dictionary<string, GraphOutput>? _outputsByName;
    private HashSet<string>? _answerNames;
    private GraphOutline? _outline;
    private OutputConditions? _conditions;
    private OutputConditions? _conditionsIfExclusive;
    private EventProcessor[]? _allEventProcessors;
    private object? _plan;

    /// <summary>Builds a graph with a name.</summary>
    /// <param name="name">The graph's name, used for its rows, its events, and its node when it is nested.</param>
    /// <param name="nodes">The nodes, in the order in which they run when several are ready.</param>
    /// <param name="options">Entrypoints and processors.</param>
    /// <exception cref="GraphConfigurationException">The graph cannot be built; the message has the reason and the remedy.</exception>
    public Graph(string name, IEnumerable<Node> nodes, GraphOptions? options = null)
        : this(SpecOf(name ?? throw new ArgumentNullException(nameof(name)), nodes, options))
    {
    }

    /// <summary>Builds a graph without a name.</summary>
    /// <param name="nodes">The nodes, in the order in which they run when several are ready.</param>
    /// <param name="options">Entrypoints and processors.</param>
    /// <exception cref="GraphConfigurationException">The graph cannot be built; the message has the reason and the remedy.</exception>
    public Graph(IEnumerable<Node> nodes, GraphOptions? options)
        : this(SpecOf(null, nodes, options))
    {
    }

    /// <summary>Builds a graph without a name.</summary>
    /// <param name="nodes">The nodes, in the order in which they run when several are ready.</param>
    /// <exception cref="GraphConfigurationException">The graph cannot be built; the message has the reason and the remedy.</exception>
    public Graph(IEnumerable<Node> nodes)
        : this(nodes, options: null)
    {
    }

    private Graph(GraphSpec spec)
    {
        if (spec.Name is not null && !NameRules.IsNodeOrGraphName(spec.Name))
        {
            throw new GraphConfigurationException("A graph's name is blank. Specify a name, or build it without one.");
        }

        if (spec.Nodes.Length == 0)
        {
            throw spec.Error("it has no nodes. Add at least one.");
        }

        _spec = spec;
        Structure = new GraphStructure(spec);
        Nodes = Array.AsReadOnly(spec.Nodes);
        new GraphValidator(spec, Structure).Validate();
        Inputs = GraphInputResolver.Of(spec, Structure);
        Answers = GraphInputResolver.AnswersOf(Structure);
        AsyncNode = FindActive(static node => node.IsAsync);
        HasInterrupts = FindActive(static node => node is InterruptNode or GraphNode { Graph.HasInterrupts: true }) is not null;
        CheckBound();
        ImpossibleNodes.Check(spec, Structure, Inputs, Answers);
    }

    /// <summary>The graph's name, or null.</summary>
    public string? Name => _spec.Name;

    /// <summary>All nodes, in declaration order, including those that entrypoints or a selection exclude.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The values that a call may supply, in order of first appearance.</summary>
    public IReadOnlyList<GraphInput> Inputs { get; }

    /// <summary>The inputs that a call must supply.</summary>
    public IEnumerable<GraphInput> RequiredInputs => Inputs.Where(i => i.IsRequired);

    /// <summary>The inputs that a call may omit: those with a default or a bound value.</summary>
    public IEnumerable<GraphInput> OptionalInputs => Inputs.Where(i => !i.IsRequired);

    /// <summary>The inputs with a bound value.</summary>
    public IEnumerable<GraphInput> BoundInputs => Inputs.Where(i => i.IsBound);

    /// <summary>The answers of interrupts that a call may supply at the start, so that they do not pause the run.</summary>
    public IReadOnlyList<GraphInput> Answers { get; }

    /// <summary>The values that a run produces, in declaration order; with a selection, only the selected ones.</summary>
    public IReadOnlyList<GraphOutput> Outputs => _outputs ?? Interlocked.CompareExchange(ref _outputs, OutputsOf(), null) ?? _outputs;

    /// <summary>The nodes at which runs start, if they are set explicitly.</summary>
    public IReadOnlyList<string> Entrypoints => _spec.Entrypoints;

    /// <summary>The explicit edges, as in <see cref="GraphOptions.Edges"/>; null if all edges follow from names.</summary>
    public IReadOnlyList<(string From, string To)>? Edges => _spec.Edges;

    /// <summary>The values that several nodes write and that make no edges, as in <see cref="GraphOptions.SharedValues"/>.</summary>
    public IReadOnlyList<string> SharedValues => _spec.SharedValues;

    /// <summary>The version for stored runs, as in <see cref="GraphOptions.Version"/>; null if it has none.</summary>
    public string? Version => _spec.Version;

    /// <summary>Whether nodes depend on each other in a loop.</summary>
    public bool HasCycles => Structure.Components.HasLoops;

    /// <summary>The processors that receive the events of every call that runs this graph.</summary>
    public IReadOnlyList<EventProcessor> EventProcessors => _spec.EventProcessors;

    /// <summary>The nested structure of the nodes that can run, as plain data.</summary>
    /// <exception cref="InsufficientExecutionStackException">The graphs are nested too deeply for the calling thread's stack.</exception>
    public GraphOutline Outline => _outline ??= OutlineOf();

    /// <summary>What the graph was built from.</summary>
    internal GraphSpec Spec => _spec;

    internal GraphStructure Structure { get; }

    /// <summary>The processors of the graph and of its nested graphs, each once. They are collected for graphs that are called, not for each level of nested ones.</summary>
    internal IReadOnlyList<EventProcessor> AllEventProcessors => _allEventProcessors ??= CollectEventProcessors();

    /// <summary>The first node that requires an asynchronous runner, or null.</summary>
    internal Node? AsyncNode { get; }

    /// <summary>Whether a run may pause: the graph, or one nested in it, has an interrupt.</summary>
    internal bool HasInterrupts { get; }

    /// <summary>The name of the graph in messages.</summary>
    internal string Subject => _spec.Subject;

    internal IReadOnlyDictionary<string, object?> Bound => _spec.Bound;

    /// <summary>The values in the result of a run: every output that can have a value, or the selected ones.</summary>
    internal IEnumerable<GraphValue> Results =>
        (_spec.Selected?.Select(Structure.Find).OfType<GraphValue>() ?? Structure.ProducedValues).Where(value => value.IsActive);

    /// <summary>Returns the graph as a node of another graph.</summary>
    /// <param name="name">The node's name; by default the graph's.</param>
    /// <exception cref="GraphConfigurationException">Neither the node nor the graph has a name.</exception>
    public GraphNode AsNode(string? name = null) => GraphNode.Of(this, name ?? Name ?? throw new GraphConfigurationException(
        "A graph without a name cannot name its node. Pass a name to AsNode, or build the graph with one."));

    /// <summary>Returns the same graph with another name.</summary>
    /// <param name="name">The new name.</param>
    /// <exception cref="GraphConfigurationException">The name is blank.</exception>
    public Graph WithName(string name) => new(_spec with { Name = name ?? throw new ArgumentNullException(nameof(name)) });

    /// <summary>Returns the same graph with values for some inputs, used when a call supplies none.</summary>
    /// <remarks>
    /// An input of nodes that <see cref="WithEntrypoint"/> or <see cref="Select"/> excludes may be bound too. The value has no
    /// effect, and is not among <see cref="BoundInputs"/>, as long as those nodes cannot run.
    /// </remarks>
    /// <param name="values">Names of inputs, with their values.</param>
    /// <exception cref="GraphConfigurationException">There is no such input, or it does not accept the value.</exception>
    public Graph Bind(params (string Name, object? Value)[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var bound = new Dictionary<string, object?>(_spec.Bound);
        bound.EnsureCapacity(bound.Count + values.Length);
        foreach ((string name, object? value) in values)
        {
            bound[name] = value;
        }

        return new(_spec with { Bound = bound });
    }

    /// <summary>Returns the same graph with a value for an input, used when a call supplies none.</summary>
    /// <remarks>See <see cref="Bind(ValueTuple{string, object}[])"/>.</remarks>
    /// <param name="name">The input.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="GraphConfigurationException">There is no such input, or it does not accept the value.</exception>
    public Graph Bind(string name, object? value) => Bind((name, value));

    /// <summary>Returns the same graph with only the named outputs; nodes that they do not need do not run.</summary>
    /// <param name="outputs">The names of the outputs.</param>
    /// <exception cref="GraphConfigurationException">No node produces one of them.</exception>
    public Graph Select(params string[] outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return outputs.Length == 0
            ? throw _spec.Error("no output is selected. Name at least one.")
            : new(_spec with { Selected = [.. outputs.Distinct()] });
    }

    /// <summary>Returns the same graph with other entrypoints; values that only nodes upstream of them produce become inputs.</summary>
    /// <param name="nodes">The nodes at which runs start.</param>
    /// <exception cref="GraphConfigurationException">One of them is not a node of the graph.</exception>
    public Graph WithEntrypoint(params string[] nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        return new(_spec with { Entrypoints = [.. nodes.Distinct()] });
    }

    /// <summary>Returns the same graph with another node in place of one of its nodes, such as a test double.</summary>
    /// <remarks>
    /// The node receives the name and the position of the replaced one, and its signals and waits unless it has its own. Inputs, outputs and
    /// interceptors are those of the new node. <see cref="GraphNode.WithGraph"/> changes the graph of a nested node.
    /// </remarks>
    /// <param name="name">The name of the node to replace.</param>
    /// <param name="node">The other node.</param>
    /// <exception cref="GraphConfigurationException">There is no such node, or the graph cannot be built with the other one.</exception>
    public Graph WithNode(string name, Node node)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(node);
        int index = Array.FindIndex(_spec.Nodes, n => n.Name == name);
        if (index < 0)
        {
            throw _spec.Error($"it has no node '{name}' to replace.{NearestName.Suggest(name, _spec.Nodes.Select(n => n.Name))} Nodes: {NameList.Of(_spec.Nodes.Select(n => n.Name))}.");
        }

        Node replaced = _spec.Nodes[index];
        Node named = node.Name == name ? node : node.WithName(name);
        Node[] nodes = [.. _spec.Nodes];
        nodes[index] = named.Emits.Count + named.WaitsFor.Count > 0 ? named : named.WithOrder(replaced.Emits, replaced.WaitsFor);
        return new(_spec with { Nodes = nodes });
    }

    /// <summary>Returns the same graph with more processors, which receive the events of every call that runs it.</summary>
    /// <param name="processors">The processors to add.</param>
    public Graph WithEventProcessors(params EventProcessor[] processors)
    {
        ArgumentNullException.ThrowIfNull(processors);
        return new(_spec with { EventProcessors = [.. _spec.EventProcessors, .. processors] });
    }

    /// <summary>
    /// Returns inputs, outputs and nodes as text, with nested graphs indented. A graph that several nodes run is written once, at the
    /// first of them; the others refer to it.
    /// </summary>
    /// <exception cref="InsufficientExecutionStackException">The graphs are nested too deeply for the calling thread's stack.</exception>
    public string Describe() => GraphDescription.Of(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Name ?? "graph"}: {CountText.Of(Nodes.Count, "node")}";

    /// <summary>Returns an output by name. The index of names is created on first use.</summary>
    internal GraphOutput OutputOf(string name) => (_outputsByName ??= Outputs.ToDictionary(output => output.Name))[name];

    /// <summary>Whether a name is that of one of the <see cref="Answers"/>. The index of names is created on first use.</summary>
    internal bool IsAnswer(string name) => Answers.Count > 0 && (_answerNames ??= [.. Answers.Select(answer => answer.Name)]).Contains(name);

    /// <summary>Returns the conditions of its outputs, created on first use.</summary>
    /// <param name="assumesExclusive">See <see cref="RunConditions"/>.</param>
    internal OutputConditions ConditionsOfOutputs(bool assumesExclusive) => assumesExclusive
        ? _conditionsIfExclusive ??= OutputConditions.Of(_spec, Structure, Outputs, Inputs, Answers, assumesExclusive)
        : _conditions ??= OutputConditions.Of(_spec, Structure, Outputs, Inputs, Answers, assumesExclusive);

    /// <summary>Returns the compiled plan of the graph, created on first use. Its type belongs to a higher layer.</summary>
    internal T GetOrAddPlan<T>(Func<Graph, T> compile)
        where T : class
    {
        if (Volatile.Read(ref _plan) is T plan)
        {
            return plan;
        }

        T compiled = compile(this);
        return Interlocked.CompareExchange(ref _plan, compiled, null) as T ?? compiled;
    }

    private static GraphSpec SpecOf(string? name, IEnumerable<Node> nodes, GraphOptions? options)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        return new GraphSpec(
            name,
            [.. nodes],
            [.. options?.Entrypoints ?? []],
            options?.Edges?.ToArray(),
            [.. options?.SharedValues ?? []],
            Selected: null,
            new Dictionary<string, object?>(),
            [.. options?.EventProcessors ?? []])
        {
            Version = options?.Version,
        };
    }

    /// <summary>Returns the processors from the outermost graph inwards. Each graph counts once: one that is used twice on every level would otherwise double them on every level.</summary>
    private EventProcessor[] CollectEventProcessors()
    {
        List<EventProcessor> processors = [];
        HashSet<Graph> visited = [];
        var pending = new Stack<Graph>([this]);
        while (pending.TryPop(out Graph? graph))
        {
            if (visited.Add(graph))
            {
                processors.AddRange(graph.EventProcessors);
                foreach (Node node in graph._spec.Nodes.Reverse())
                {
                    if (node is GraphNode nested)
                    {
                        pending.Push(nested.Graph);
                    }
                }
            }
        }

        return [.. processors.Distinct(ReferenceEqualityComparer.Instance).Cast<EventProcessor>()];
    }

    private GraphOutput[] OutputsOf()
    {
        var missing = new MissingValues(Structure);
        return [.. Results.Where(value => value.Outputs.Count > 0).Select(value => new GraphOutput(value.Name, value.OutputType(), value.IsUntyped, missing.MayBeMissing(value.Name)))];
    }

    /// <summary>The first node that can run and meets a condition; null if there is none.</summary>
    private Node? FindActive(Predicate<Node> condition)
    {
        foreach (int n in Structure.ActiveNodes)
        {
            if (condition(Structure.Nodes[n]))
            {
                return Structure.Nodes[n];
            }
        }

        return null;
    }

    private void CheckBound()
    {
        if (_spec.Bound.Count == 0)
        {
            return;
        }

        Dictionary<string, GraphInput> inputs = Inputs.ToDictionary(input => input.Name);
        foreach ((string name, object? value) in _spec.Bound)
        {
            if (Structure.Find(name) is null && Structure.ConsumersOf(name).Count > 0)
            {
                // Bound for a node that entrypoints or a selection exclude.
                continue;
            }

            GraphInput input = inputs.GetValueOrDefault(name) ?? throw _spec.Error(
                $"'{name}' is bound, but it is not one of its inputs.{NearestName.Suggest(name, Inputs.Select(i => i.Name))} Inputs: {NameList.Of(Inputs.Select(i => i.Name))}.");
            if (Structure.Find(name) is not { } bound)
            {
                continue;
            }

            object? accepted = input.SlotType.Widen(value);
            SlotType slotType = bound.ChooseSlotType();
            if (!bound.Accepts(accepted) || !slotType.Accepts(accepted))
            {
                SlotType expected = input.SlotType.Accepts(accepted) ? slotType : input.SlotType;
                throw _spec.Error(
                    $"'{name}' is bound to {TypeNames.OfValue(value)}, but it accepts {expected}. Bind a value of that type.{InputHint.For(value, expected.Type, name)}");
            }
        }
    }

    private GraphOutline OutlineOf()
    {
        StackGuard.Check(_spec);
        return new GraphOutline
        {
            Name = Name,
            Nodes = Array.ConvertAll(Structure.ActiveNodes, n => new NodeOutline
            {
                Name = Structure.Nodes[n].Name,
                Kind = Structure.Nodes[n].Kind,
                Graph = (Structure.Nodes[n] as GraphNode)?.Graph.Outline,
                IsMapped = Structure.Nodes[n] is GraphNode { IsMapped: true },
                IsInLoop = Structure.IsInLoop(n),
            }),
            Edges = new OutlineEdges(Structure).Collect(),
        };
    }
}
