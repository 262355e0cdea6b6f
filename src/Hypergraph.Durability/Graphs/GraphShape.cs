using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Durability.Graphs;

/// <summary>
/// The structure of a graph as data: nested graphs, nodes with their kinds, inputs and outputs with their types, the targets of gates, explicit edges. It does not cover the
/// code of functions, nor what a function's name is.
/// </summary>
internal sealed record GraphShape(string? Name, IReadOnlyList<ValueShape> Inputs, IReadOnlyList<NodeShape> Nodes)
{
    private const int HashDigits = 32;

    private static readonly ConditionalWeakTable<Graph, StrongBox<(string Json, string Hash)>> Texts = [];

    /// <summary>The explicit edges; null if all edges follow from names.</summary>
    public IReadOnlyList<EdgeShape>? Edges { get; init; }

    /// <summary>The values that make no edges; null if there are none.</summary>
    public IReadOnlyList<string>? SharedValues { get; init; }

    /// <summary>The structure of a graph.</summary>
    /// <exception cref="InsufficientExecutionStackException">Graphs are nested too deep for the calling thread's stack.</exception>
    public static GraphShape Of(Graph graph)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return new GraphShape(
            graph.Name,
            [.. graph.Inputs.Select(input => new ValueShape(input.Name, TypeText(input.Type), input.IsRequired))],
            [.. graph.Nodes.Select(NodeOf)])
        {
            Edges = graph.Edges is { } edges ? [.. edges.Select(edge => new EdgeShape(edge.From, edge.To)).Distinct().OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal)] : null,
            SharedValues = graph.SharedValues.Count == 0 ? null : [.. graph.SharedValues.Distinct().Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>The structure as JSON, and its hash.</summary>
    /// <exception cref="InvalidOperationException">Graphs are nested deeper than the JSON.</exception>
    public static (string Json, string Hash) TextOf(Graph graph) => Texts.GetValue(graph, static g =>
    {
        string json = ToJson(Of(g));
        return new((json, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..HashDigits]));
    }).Value;

    /// <summary>Reads the JSON of a structure.</summary>
    public static GraphShape Parse(string json) => JsonSerializer.Deserialize(json, GraphShapeContext.Default.GraphShape)!;

    private static string ToJson(GraphShape shape)
    {
        try
        {
            return JsonSerializer.Serialize(shape, GraphShapeContext.Default.GraphShape);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException("A store cannot keep the structure of a graph that is nested more than 300 deep. Nest fewer graphs in each other.", exception);
        }
    }

    private static NodeShape NodeOf(Node node) => new(
        node.Name,
        node.Kind.ToString(),
        [.. node.Inputs.Select(input => new ValueShape(input.Name, TypeText(input.Type), !input.HasDefault))],
        [.. node.Outputs.Select(output => new ValueShape(output.Name, TypeText(output.Type), IsRequired: true))],
        node is GateNode gate ? [.. gate.Targets] : [],
        node is GraphNode nested ? Of(nested.Graph) : null,
        node is GraphNode { IsMapped: true } mapped ? [.. mapped.MappedInputs] : [],
        [.. node.Emits],
        [.. node.WaitsFor])
    {
        MapMode = node is GraphNode { IsMapped: true, MapMode: not Hypergraph.MapMode.Zip } combined ? combined.MapMode.ToString() : null,
    };

    // Type.ToString() omits the version of the assembly, which changes with every build.
    private static string TypeText(Type type) => type.ToString();
}

/// <summary>An input or an output.</summary>
internal sealed record ValueShape(string Name, string Type, bool IsRequired);

/// <summary>An edge between two nodes of a graph.</summary>
internal sealed record EdgeShape(string From, string To);

/// <summary>A node.</summary>
internal sealed record NodeShape(
    string Name,
    string Kind,
    IReadOnlyList<ValueShape> Inputs,
    IReadOnlyList<ValueShape> Outputs,
    IReadOnlyList<string> Targets,
    GraphShape? Graph,
    IReadOnlyList<string> MappedOver,
    IReadOnlyList<string> Emits,
    IReadOnlyList<string> WaitsFor)
{
    /// <summary>How several mapped inputs combine, which the indexes of items depend on; null for <see cref="Hypergraph.MapMode.Zip"/>.</summary>
    public string? MapMode { get; init; }
}

/// <summary>The JSON of graph structures. Each nested graph adds three levels.</summary>
[JsonSerializable(typeof(GraphShape))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 1000)]
internal sealed partial class GraphShapeContext : JsonSerializerContext;
