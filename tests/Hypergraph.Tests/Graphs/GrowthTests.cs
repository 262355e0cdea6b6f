using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Graphs;

/// <summary>The cost of graphs grows in proportion to what is in them.</summary>
public class GrowthTests
{
    private static readonly Graph Leaf = new("g0", [Node.Create((int x) => x + 1, output: "y", name: "f")]);

    private static readonly Graph BranchingLeaf = new("g0",
    [
        Node.IfElse((int x) => x > 0, "plus", "minus", name: "sign"),
        Node.Create((int x) => x, output: "p", name: "plus"),
        Node.Create((int x) => -x, output: "m", name: "minus"),
    ]);

    /// <summary>By what is nested, what each level adds.</summary>
    public static TheoryData<string> Levels => ["plain", "branches", "processors"];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Build_Ten_times_as_deep_Allocates_as_much_for_each_level(string what)
    {
        Func<Graph, int, Graph> nest = what == "processors"
            ? (inner, level) => new Graph($"g{level}", [inner.AsNode()], new GraphOptions { EventProcessors = [new RecordingProcessor()] })
            : (inner, level) => new Graph($"g{level}", [inner.AsNode()]);
        Graph leaf = what == "branches" ? BranchingLeaf : Leaf;

        _ = BytesPerLevel(leaf, nest, 10);
        double shallow = BytesPerLevel(leaf, nest, 100);
        double deep = BytesPerLevel(leaf, nest, 1_000);

        Assert.InRange(deep, 0, shallow * 1.1);
    }

    [Fact]
    public void Gate_in_nested_graphs_Is_named_by_its_path_in_messages()
    {
        Graph middle = new("middle", [BranchingLeaf.AsNode("leaf")]);
        GraphConfigurationException exception = Assert.Throws<GraphConfigurationException>(
            () => new Graph("outer", [middle.AsNode(), Node.Create((int p, int m) => p + m, output: "sum", name: "sum")]));

        Assert.Contains("gate 'middle/leaf/sign' chooses 'plus'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Processors_of_nested_graphs_Count_once_From_the_outermost_inwards()
    {
        RecordingProcessor[] processors = [.. Enumerable.Range(0, 4).Select(_ => new RecordingProcessor())];
        Graph inner = new Graph("inner", [Node.Create((int x) => x, output: "y", name: "f")]).WithEventProcessors(processors[2], processors[0]);
        Graph middle = new Graph("middle", [inner.AsNode()]).WithEventProcessors(processors[1]);
        Graph last = new Graph("last", [Node.Create((int x) => x, output: "z", name: "f")]).WithEventProcessors(processors[3]);
        Graph outer = new Graph("outer", [middle.AsNode(), last.AsNode()]).WithEventProcessors(processors[0]);

        Assert.Equal([processors[0], processors[1], processors[2], processors[3]], outer.AllEventProcessors);
    }

    [Fact]
    public void RenameOutputs_Of_ten_times_as_many_names_Allocates_as_much_for_each()
    {
        GraphNode few = Wide(100).AsNode();
        GraphNode many = Wide(1_000).AsNode();

        _ = BytesPerRename(few, 100);
        Assert.InRange(BytesPerRename(many, 1_000), 0, BytesPerRename(few, 100) * 1.5);
    }

    [Fact]
    public void Run_With_thousands_of_inputs_and_outputs_Binds_names_and_reads_them_all()
    {
        const int Count = 3_000;
        Graph graph = new("wide", Enumerable.Range(0, Count).Select(i => Leaf.AsNode($"n{i}").RenameInput("x", $"x{i}").RenameOutput("y", $"y{i}")));

        MissingInputException missing = Assert.Throws<MissingInputException>(() => new SyncRunner().Run(graph));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"x{i}"), missing.Inputs);
        Assert.Contains("'wide' needs inputs that are not supplied: x0: int, x1: int, ", missing.Message, StringComparison.Ordinal);

        Graph bound = graph.Bind([.. Enumerable.Range(0, Count).Select(i => ($"x{i}", (object?)i))]);
        RunResult result = new SyncRunner().Run(new Graph("outer", [bound.AsNode()]));
        Assert.Equal(Enumerable.Range(1, Count), Enumerable.Range(0, Count).Select(i => result.Get<int>($"y{i}")));
        Assert.Equal(Enumerable.Range(1, Count), Enumerable.Range(0, Count).Select(i => (int)result.Values[$"y{i}"]!));
        Assert.False(result.Values.ContainsKey("x0"));
        Assert.False(result.TryGet("x0", out int _));
        Assert.False(result.TryGet("y3000", out int _));
        Assert.Contains("has no output 'x0'", Assert.Throws<KeyNotFoundException>(() => result["x0"]).Message, StringComparison.Ordinal);
    }

    private static Graph Wide(int outputs) => new("wide", Enumerable.Range(0, outputs).Select(i => Node.Create((int x) => x, output: $"y{i}", name: $"n{i}")));

    private static double BytesPerLevel(Graph leaf, Func<Graph, int, Graph> nest, int depth)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Graph graph = leaf;
        for (int level = 1; level <= depth; level++)
        {
            graph = nest(graph, level);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)depth;
    }

    private static double BytesPerRename(GraphNode node, int names)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = node.RenameOutputs([.. Enumerable.Range(0, names).Select(i => ($"y{i}", $"z{i}"))]);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)names;
    }
}
