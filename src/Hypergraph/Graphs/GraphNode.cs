namespace Hypergraph;

/// <summary>
/// A graph as a node of another. It runs once, or, mapped, once for each item of a collection. Made by
/// <see cref="Graph.AsNode"/>; every method gives a new node.
/// </summary>
public sealed class GraphNode : Node
{
    private readonly Settings _settings;

    private GraphNode(Settings form)
        : base(form.Name, InputsOf(form), OutputsOf(form)) => _settings = form;

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Graph;

    /// <inheritdoc/>
    public override bool IsAsync => Graph.AsyncNode is not null;

    /// <summary>The graph that it runs.</summary>
    public Graph Graph => _settings.Graph;

    /// <summary>The inputs that it maps over, by their names here; empty if it runs once.</summary>
    public IReadOnlyList<string> MappedInputs => _settings.Mapped;

    /// <summary>Whether it runs once for each item of a collection.</summary>
    public bool IsMapped => _settings.Mapped.Count > 0;

    /// <summary>How several mapped inputs make items.</summary>
    public MapMode MapMode => _settings.Mode;

    /// <summary>What happens when an item fails.</summary>
    public ErrorHandling ErrorHandling => _settings.OnError;

    /// <summary>What the items of the mapped node are called in failures, events and progress; null for their numbers.</summary>
    public ItemLabel? ItemLabel => _settings.ItemLabel;

    /// <inheritdoc/>
    public override GraphNode WithName(string name) => Change(_settings with { Name = name });

    /// <summary>Renames an input of the node; the graph inside keeps its own name for it.</summary>
    /// <param name="from">Its name so far.</param>
    /// <param name="to">Its new name.</param>
    /// <exception cref="GraphConfigurationException">There is no such input, or the new name is taken or not valid.</exception>
    public GraphNode RenameInput(string from, string to)
    {
        CheckKnown(from, Inputs.Select(i => i.Name), "input", "rename");
        string inner = InnerInput(from);
        return Change(_settings with
        {
            InputNames = new Dictionary<string, string>(_settings.InputNames) { [inner] = to },
            Mapped = [.. _settings.Mapped.Select(m => m == from ? to : m)],
            ItemLabel = _settings.ItemLabel?.RenamedFrom(from, to),
        });
    }

    /// <summary>Renames an output of the node; the graph inside keeps its own name for it.</summary>
    /// <param name="from">Its name so far.</param>
    /// <param name="to">Its new name.</param>
    /// <exception cref="GraphConfigurationException">There is no such output, or the new name is taken or not valid.</exception>
    public GraphNode RenameOutput(string from, string to)
    {
        CheckKnown(from, Outputs.Select(o => o.Name), "output", "rename");
        return Change(_settings with { OutputNames = new Dictionary<string, string>(_settings.OutputNames) { [InnerOutput(from)] = to } });
    }

    /// <summary>Runs the graph once for each item of the named inputs, side by side (<see cref="MapMode.Zip"/>).</summary>
    /// <remarks>The named inputs then take collections, and every output gives an array with one value for each item.</remarks>
    /// <param name="inputs">The inputs to map over, by their names here.</param>
    /// <exception cref="GraphConfigurationException">There is no such input.</exception>
    public GraphNode MapOver(params string[] inputs) => MapOver(inputs, MapMode.Zip);

    /// <summary>Runs the graph once for each item of the named inputs.</summary>
    /// <remarks>
    /// The named inputs then take collections, and every output gives an array with one value for each item. Where a
    /// value may be missing, as a failed item's with <see cref="ErrorHandling.Continue"/>, the array holds null, and an
    /// <c>int</c> becomes an <c>int?</c>.
    /// </remarks>
    /// <param name="inputs">The inputs to map over, by their names here.</param>
    /// <param name="mode">How several inputs make items.</param>
    /// <param name="onError">What happens when an item fails.</param>
    /// <exception cref="GraphConfigurationException">There is no such input.</exception>
    public GraphNode MapOver(IReadOnlyList<string> inputs, MapMode mode, ErrorHandling onError = ErrorHandling.Raise)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count == 0)
        {
            throw new GraphConfigurationException($"Graph node '{Name}' is to be mapped, but over no input. Name one of its inputs: {NameList.Of(Inputs.Select(i => i.Name))}.");
        }

        foreach (string input in inputs)
        {
            CheckKnown(input, Inputs.Select(i => i.Name), "input", "map over");
        }

        return Change(_settings with { Mapped = [.. inputs.Distinct()], Mode = mode, OnError = onError });
    }

    /// <summary>Says what the items of the mapped node are called in failures, events and progress, in place of their numbers.</summary>
    /// <param name="label">The input that names an item, by its name here (<c>"path"</c>), or what makes a text of it; null for numbers.</param>
    /// <exception cref="GraphConfigurationException">There is no such input.</exception>
    public GraphNode WithItemLabel(ItemLabel? label)
    {
        if (label is not null)
        {
            CheckKnown(label.Input, Inputs.Select(i => i.Name), "input", "label items by");
        }

        return Change(_settings with { ItemLabel = label });
    }

    internal static GraphNode Of(Graph graph, string name) => new(new Settings(
        graph, name, new Dictionary<string, string>(), new Dictionary<string, string>(), [], MapMode.Zip, ErrorHandling.Raise));

    /// <summary>The inner graph's name for an input of the node.</summary>
    internal string InnerInput(string name) => OriginalName(_settings.InputNames, name);

    /// <summary>The inner graph's name for an output of the node.</summary>
    internal string InnerOutput(string name) => OriginalName(_settings.OutputNames, name);

    /// <summary>The type of the items in the array of an output of the inner graph: with null where a value may be missing.</summary>
    internal SlotType ItemTypeOf(string innerOutput) => ItemType(Graph.Outputs.First(o => o.Name == innerOutput), _settings.OnError);

    private static NodeInput[] InputsOf(Settings form) => [.. form.Graph.Inputs.Select(input =>
    {
        string name = form.InputNames.GetValueOrDefault(input.Name, input.Name);
        var made = new NodeInput(name, input.SlotType, input.IsUntyped) { ForbidsNull = input.ForbidsNull };
        if (form.Mapped.Contains(name))
        {
            return made.AsCollection();
        }

        return input.IsRequired ? made : made.WithDefault(input.FallbackValue);
    })];

    private static NodeOutput[] OutputsOf(Settings form) => [.. form.Graph.Outputs.Select(output =>
    {
        string name = form.OutputNames.GetValueOrDefault(output.Name, output.Name);
        SlotType type = output.SlotType;
        if (form.Mapped.Count > 0)
        {
            type = ItemType(output, form.OnError).Array;
        }

        return new NodeOutput(name, type, output.IsUntyped);
    })];

    private GraphNode Change(Settings form) => new GraphNode(form).WithAttachmentsOf(this);

    private static SlotType ItemType(GraphOutput output, ErrorHandling onError) =>
        output.MayBeMissing || onError == ErrorHandling.Continue ? output.SlotType.Nullable : output.SlotType;

    private static string OriginalName(IReadOnlyDictionary<string, string> names, string renamed)
    {
        foreach ((string original, string name) in names)
        {
            if (name == renamed)
            {
                return original;
            }
        }

        return renamed;
    }

    private void CheckKnown(string name, IEnumerable<string> known, string kind, string action)
    {
        if (!known.Contains(name))
        {
            throw new GraphConfigurationException(
                $"Graph node '{Name}' cannot {action} '{name}', which is not one of its {kind}s.{NearestName.Suggest(name, known)} {char.ToUpperInvariant(kind[0])}{kind[1..]}s: {NameList.Of(known)}.");
        }
    }

    private sealed record Settings(
        Graph Graph,
        string Name,
        IReadOnlyDictionary<string, string> InputNames,
        IReadOnlyDictionary<string, string> OutputNames,
        IReadOnlyList<string> Mapped,
        MapMode Mode,
        ErrorHandling OnError,
        ItemLabel? ItemLabel = null);
}
