using CsCheck;
using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Properties;

/// <summary>A graph and what to call it with.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Values">The call's values.</param>
/// <param name="Number">Some number, for what else a property has to choose.</param>
internal sealed record GraphSample(GraphSpec Graph, Dictionary<string, object?> Values, int Number)
{
    /// <summary>Graphs of every kind.</summary>
    public static readonly Gen<GraphSample> Any = Of(new Tastes(Failures: true));

    /// <summary>Graphs in which nothing fails.</summary>
    public static readonly Gen<GraphSample> Unfailing = Of(new Tastes(Failures: false));

    public override string ToString() =>
        $"\nvalues: {EventSummary.Show(Values)}; number {Number}\n{new GraphBuilder(asynchronous: true).Build(Graph).Describe()}{string.Join('\n', All(Graph).Distinct())}";

    /// <summary>
    /// A tape of numbers is drawn and read as a graph; what lies behind its end counts as zero, the simplest choice. So a
    /// shorter tape of smaller numbers is a simpler graph, and CsCheck's shrinking works.
    /// </summary>
    private static Gen<GraphSample> Of(Tastes tastes) => Gen.Select(Gen.Int[0, 99].Array[0, 120], Gen.Int[0, 60], (tape, number) => new TapeReader(tape, tastes).Read(number))
        .Where(CanBeBuilt);

    /// <summary>Whether no node needs values of branches that exclude each other, which graphs reject.</summary>
    private static bool CanBeBuilt(GraphSample sample)
    {
        try
        {
            _ = new GraphBuilder(asynchronous: false).Build(sample.Graph);
            return true;
        }
        catch (GraphConfigurationException exception) when (exception.Message.Contains("can never run", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private static IEnumerable<string> All(GraphSpec graph) => graph.Nodes.SelectMany(Lines)
        .Concat(graph.Edges.Length == 0 ? [] : [$"{graph.Name} edges {string.Join(' ', graph.Edges)}; shared {string.Join(' ', graph.Shared)}"]);

    private static IEnumerable<string> Lines(NodeSpec node) => OwnLines(node)
        .Concat(node.Emits.Select(signal => $"{node.Name} emits {signal}"))
        .Concat(node.WaitsFor.Select(signal => $"{node.Name} waits for {signal}"));

    private static IEnumerable<string> OwnLines(NodeSpec node) => node switch
    {
        FunctionSpec f => [$"{f.Name}({string.Join(',', f.Inputs)})→{string.Join(',', f.Outputs)} {f.Shape} salt {f.Salt}{(f.FailEvery > 0 ? $" fails on {f.FailEvery}" : "")}{(f.Yields ? " yields" : "")}"],
        GateSpec g => [$"{g.Name}({string.Join(',', g.Inputs)}) {g.Shape} salt {g.Salt} to {string.Join(',', g.Targets)} or {g.Fallback}"],
        NestedSpec s => All(s.Graph).Prepend($"{s.Name}={s.Graph.Name} in {string.Join(',', s.Renamed)} out {string.Join(',', s.Outputs)} over {string.Join(',', s.Mapped)}{(s.Product ? " product" : "")}{(s.Continue ? " continue" : "")}"),
        _ => [],
    };
}
