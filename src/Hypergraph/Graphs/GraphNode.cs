using Hypergraph.Graphs.Boundary;
using Hypergraph.Graphs.Structure;
using Hypergraph.Graphs.Structure.Branches;
using Hypergraph.Nodes;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>
/// A graph as a node of another graph. It runs once, or, mapped, once for each item of a collection. Created by
/// <see cref="Graph.AsNode"/>; every method returns a new node.
/// </summary>
public sealed class GraphNode : Node, INestedGraph, IConditionalOutputs
{
    private readonly Settings _settings;

    private GraphNode(Settings settings)
        : base(settings.Name, InputsOf(settings), OutputsOf(settings)) => _settings = settings;

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Graph;

    /// <inheritdoc/>
    public override bool IsAsync => Graph.AsyncNode is not null;

    /// <summary>The graph that the node runs.</summary>
    public Graph Graph => _settings.Graph;

    /// <summary>The inputs that the node maps over, by their names on the node; empty if it runs once.</summary>
    public IReadOnlyList<string> MappedInputs => _settings.Mapped;

    /// <summary>Whether it runs once for each item of a collection.</summary>
    public bool IsMapped => _settings.Mapped.Count > 0;

    /// <summary>How several mapped inputs are combined to items.</summary>
    public MapMode MapMode => _settings.Mode;

    /// <summary>What happens when an item fails.</summary>
    public ErrorHandling ErrorHandling => _settings.ErrorHandling;

    /// <summary>The label of the items of the mapped node in failures, events and progress; null for their indexes.</summary>
    public ItemLabel? ItemLabel => _settings.ItemLabel;

    /// <inheritdoc/>
    public override GraphNode WithName(string name) => Change(_settings with { Name = name });

    /// <summary>Returns the same node with another graph, such as one with a test double. It is mapped, renamed and labelled as before.</summary>
    /// <param name="graph">The other graph.</param>
    /// <exception cref="GraphConfigurationException">The other graph lacks an input that the node maps over or labels its items by.</exception>
    public GraphNode WithGraph(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        GraphNode changed = Change(_settings with { Graph = graph });
        changed.CheckInputs(MappedInputs, "map over");
        changed.CheckInputs(ItemLabel is { } label ? [label.Input] : [], "label items by");

        return changed;
    }

    /// <summary>Renames an input of the node; its name in the nested graph stays.</summary>
    /// <param name="from">The current name.</param>
    /// <param name="to">The new name.</param>
    /// <exception cref="GraphConfigurationException">There is no such input, or the new name is in use or not valid.</exception>
    public GraphNode RenameInput(string from, string to) => RenameInputs((from, to));

    /// <summary>Renames inputs of the node, all at once; their names in the nested graph stay.</summary>
    /// <remarks>A node is created for all names together, so that the cost is proportional to their number. Two inputs may exchange their names.</remarks>
    /// <param name="names">The current names, with the new ones.</param>
    /// <exception cref="GraphConfigurationException">There is no such input, one is renamed twice, or a new name is in use or not valid.</exception>
    public GraphNode RenameInputs(params (string From, string To)[] names)
    {
        CheckNotNull(names);
        CheckInputs(names.Select(name => name.From), "rename");
        Dictionary<string, string> renames = RenamesOf(names, "input");
        return Change(_settings with
        {
            InputNames = _settings.InputNames.Rename(renames),
            Mapped = [.. _settings.Mapped.Select(m => renames.GetValueOrDefault(m, m))],
            ItemLabel = _settings.ItemLabel is { } label ? label.WithInput(renames.GetValueOrDefault(label.Input, label.Input)) : null,
        });
    }

    /// <summary>Renames an output of the node; its name in the nested graph stays.</summary>
    /// <param name="from">The current name.</param>
    /// <param name="to">The new name.</param>
    /// <exception cref="GraphConfigurationException">There is no such output, or the new name is in use or not valid.</exception>
    public GraphNode RenameOutput(string from, string to) => RenameOutputs((from, to));

    /// <summary>Renames outputs of the node, all at once; their names in the nested graph stay.</summary>
    /// <remarks>See <see cref="RenameInputs"/>.</remarks>
    /// <param name="names">The current names, with the new ones.</param>
    /// <exception cref="GraphConfigurationException">There is no such output, one is renamed twice, or a new name is in use or not valid.</exception>
    public GraphNode RenameOutputs(params (string From, string To)[] names)
    {
        CheckNotNull(names);
        CheckKnown(names.Select(name => name.From), Outputs.Select(o => o.Name), "output", "rename");
        return Change(_settings with { OutputNames = _settings.OutputNames.Rename(RenamesOf(names, "output")) });
    }

    /// <summary>Runs the graph once for each item of the named inputs, item by item (<see cref="MapMode.Zip"/>).</summary>
    /// <remarks>The named inputs then accept collections, and every output is an array with one value for each item.</remarks>
    /// <param name="inputs">The inputs to map over, by their names on the node.</param>
    /// <exception cref="GraphConfigurationException">There is no such input.</exception>
    public GraphNode MapOver(params string[] inputs) => MapOver(inputs, MapMode.Zip);

    /// <summary>Runs the graph once for each item of the named inputs.</summary>
    /// <remarks>
    /// The named inputs then accept collections, and every output is an array with one value for each item. Where a
    /// value may be missing, such as that of a failed item with <see cref="ErrorHandling.Continue"/>, the array has null, and an
    /// <c>int</c> becomes an <c>int?</c>.
    /// </remarks>
    /// <param name="inputs">The inputs to map over, by their names on the node.</param>
    /// <param name="mode">How several inputs are combined to items.</param>
    /// <param name="errorHandling">What happens when an item fails.</param>
    /// <exception cref="GraphConfigurationException">There is no such input.</exception>
    public GraphNode MapOver(IReadOnlyList<string> inputs, MapMode mode, ErrorHandling errorHandling = ErrorHandling.Raise)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count == 0)
        {
            throw new GraphConfigurationException($"Graph node '{Name}' is to be mapped, but over no input. Name one of its inputs: {NameList.Of(Inputs.Select(i => i.Name))}.");
        }

        CheckInputs(inputs, "map over");
        return Change(_settings with { Mapped = [.. inputs.Distinct()], Mode = mode, ErrorHandling = errorHandling });
    }

    /// <summary>Sets the label of the items of the mapped node in failures, events and progress, in place of their indexes.</summary>
    /// <param name="label">The input whose value is the label, by its name on the node (<c>"path"</c>), or a label computed from it; null for indexes.</param>
    /// <exception cref="GraphConfigurationException">There is no such input.</exception>
    public GraphNode WithItemLabel(ItemLabel? label)
    {
        CheckInputs(label is null ? [] : [label.Input], "label items by");
        return Change(_settings with { ItemLabel = label });
    }

    internal static GraphNode Of(Graph graph, string name) => new(new Settings(
        graph, name, PortNames.Unchanged, PortNames.Unchanged, [], MapMode.Zip, ErrorHandling.Raise));

    /// <summary>Returns the nested graph's name for an input of the node.</summary>
    internal string InnerInput(string name) => _settings.InputNames.ToInner(name);

    /// <summary>Returns the nested graph's name for an output of the node.</summary>
    internal string InnerOutput(string name) => _settings.OutputNames.ToInner(name);

    /// <summary>Returns the type of the items in the array of an output of the nested graph: nullable where a value may be missing.</summary>
    internal SlotType ItemTypeOf(string innerOutput) => ItemType(Graph.OutputOf(innerOutput), _settings.ErrorHandling);

    string INestedGraph.InnerOutput(string name) => InnerOutput(name);

    bool INestedGraph.IsAnswer(string output) => Graph.IsAnswer(InnerOutput(output));

    bool INestedGraph.MayOmit(string output) => Graph.OutputOf(InnerOutput(output)).MayBeMissing;

    OutputConditions? IConditionalOutputs.ConditionsOfOutputs(bool assumesExclusive) => IsMapped ? null : Graph.ConditionsOfOutputs(assumesExclusive);

    private static NodeInput[] InputsOf(Settings settings)
    {
        HashSet<string> mapped = [.. settings.Mapped];
        return [.. settings.Graph.Inputs.Select(input =>
        {
            string name = settings.InputNames.ToOuter(input.Name);
            var nodeInput = new NodeInput(name, input.SlotType, input.IsUntyped) { ForbidsNull = input.ForbidsNull };
            if (mapped.Contains(name))
            {
                return nodeInput.AsCollection();
            }

            return input.IsRequired ? nodeInput : nodeInput.WithDefault(input.FallbackValue);
        })];
    }

    private static NodeOutput[] OutputsOf(Settings settings) => [.. settings.Graph.Outputs.Select(output =>
    {
        string name = settings.OutputNames.ToOuter(output.Name);
        SlotType type = output.SlotType;
        if (settings.Mapped.Count > 0)
        {
            type = ItemType(output, settings.ErrorHandling).Array;
        }

        return new NodeOutput(name, type, output.IsUntyped);
    })];

    private GraphNode Change(Settings settings) => new GraphNode(settings).WithAttachmentsOf(this);

    private static SlotType ItemType(GraphOutput output, ErrorHandling errorHandling) =>
        output.MayBeMissing || errorHandling == ErrorHandling.Continue ? output.SlotType.Nullable : output.SlotType;

    private static void CheckNotNull((string From, string To)[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (Array.Exists(names, name => name.From is null || name.To is null))
        {
            throw new ArgumentException("A name is null.", nameof(names));
        }
    }

    private Dictionary<string, string> RenamesOf((string From, string To)[] names, string kind)
    {
        var renames = new Dictionary<string, string>(names.Length);
        foreach ((string from, string to) in names)
        {
            if (!renames.TryAdd(from, to))
            {
                throw new GraphConfigurationException($"Graph node '{Name}' renames {kind} '{from}' twice, to '{renames[from]}' and to '{to}'. Remove one of them.");
            }
        }

        return renames;
    }

    private void CheckInputs(IEnumerable<string> names, string action) => CheckKnown(names, Inputs.Select(i => i.Name), "input", action);

    private void CheckKnown(IEnumerable<string> names, IEnumerable<string> ports, string kind, string action)
    {
        HashSet<string> known = [.. ports];
        foreach (string name in names)
        {
            if (!known.Contains(name))
            {
                throw new GraphConfigurationException(
                    $"Graph node '{Name}' cannot {action} '{name}', which is not one of its {kind}s.{NearestName.Suggest(name, known)} {char.ToUpperInvariant(kind[0])}{kind[1..]}s: {NameList.Of(known)}.");
            }
        }
    }

    private sealed record Settings(
        Graph Graph,
        string Name,
        PortNames InputNames,
        PortNames OutputNames,
        IReadOnlyList<string> Mapped,
        MapMode Mode,
        ErrorHandling ErrorHandling,
        ItemLabel? ItemLabel = null);
}
