using Hypergraph.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Progress.Tests;

/// <summary>The seven scenarios, really run, on a clock on which every node takes a second.</summary>
public static class ScenarioRuns
{
    private static readonly Dictionary<string, string> NoLabels = [];

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ScenarioRun Get(int id)
    {
        var clock = new FakeTimeProvider(Start);
        var events = new EventRecorder();
        var runner = new SyncRunner(events) { TimeProvider = clock };
        ProgressModelOptions options = Run(id, runner, new NodeMaker(clock));
        return new ScenarioRun(options, events.Events);
    }

    private static ProgressModelOptions Run(int id, SyncRunner runner, NodeMaker make)
    {
        switch (id)
        {
            case 1:
                runner.Run(new Graph("pipeline", make.Chain("load_data", "preprocess", "transform", "output")), ("load_data_in", 0));
                return Labels();
            case 2:
                runner.Map(new Graph(make.Chain("load_data", "preprocess", "transform")), new { load_data_in = new int[5] }, "load_data_in");
                return Labels();
            case 3:
                runner.Run(
                    new Graph("nested",
                    [
                        make.Node("node_a", to: "inner_node_1_in"),
                        new Graph("inner", make.Chain("inner_node_1", "inner_node_2")).AsNode().RenameOutput("inner_node_2_out", "node_b_in"),
                        make.Node("node_b"),
                    ]),
                    ("node_a_in", 0));
                return Labels();
            case 4:
                runner.Map(
                    new Graph("items",
                    [
                        make.Node("load_item", to: "process_step_1_in"),
                        new Graph("process", make.Chain("process_step_1", "process_step_2")).AsNode().RenameOutput("process_step_2_out", "save_result_in"),
                        make.Node("save_result"),
                    ]),
                    new { load_item_in = new int[3] },
                    "load_item_in");
                return Labels("Items Processed");
            case 5:
                runner.Run(
                    new Graph("report",
                    [
                        make.List("prepare", size: 4, to: "process_in"),
                        new Graph("Inner Map", make.Chain("process", "validate")).AsNode().MapOver("process_in"),
                        make.Collect("finalize", from: "validate_out"),
                    ]),
                    ("prepare_in", 0));
                return Labels();
            case 6:
                runner.Map(
                    new Graph("batches",
                    [
                        make.List("load_batch", size: 3, to: "transform_in"),
                        new Graph("inner", make.Chain("transform", "enrich")).AsNode().MapOver("transform_in"),
                        make.Collect("save_batch", from: "enrich_out"),
                    ]),
                    new { load_batch_in = new int[2] },
                    "load_batch_in");
                return Labels("Outer Map", new Dictionary<string, string> { ["inner"] = "Inner Map" });
            case 7:
                var inner = new Graph("inner", make.Chain("inner_node_1", "inner_node_2"));
                var middle = new Graph("middle",
                [
                    make.Node("middle_node_a", to: "inner_node_1_in"),
                    inner.AsNode().RenameOutput("inner_node_2_out", "middle_node_b_in"),
                    make.Node("middle_node_b", to: "cleanup_in"),
                ]);
                runner.Run(new Graph("deep", [make.Node("init", to: "middle_node_a_in"), middle.AsNode(), make.Node("cleanup")]), ("init_in", 0));
                return Labels();
            default:
                throw new ArgumentOutOfRangeException(nameof(id), id, "There are seven scenarios.");
        }
    }

    private static ProgressModelOptions Labels(string? map = null, Dictionary<string, string>? labels = null) =>
        new() { MapLabel = map, MapLabels = labels ?? NoLabels };

    /// <summary>Nodes that take a second each. A node's input is its name with <c>_in</c>, its output, unless named, with <c>_out</c>.</summary>
    private sealed class NodeMaker(FakeTimeProvider clock)
    {
        public FunctionNode Node(string name, string? to = null) => Make(name, $"{name}_in", to ?? $"{name}_out", value => value);

        public FunctionNode List(string name, int size, string to) => Make(name, $"{name}_in", to, _ => new int[size]);

        public FunctionNode Collect(string name, string from) => Make(name, from, $"{name}_out", _ => 0);

        /// <summary>A chain of nodes: each reads the output of the one before.</summary>
        public Node[] Chain(params string[] names) =>
            [.. names.Select((name, i) => Node(name, i + 1 < names.Length ? $"{names[i + 1]}_in" : null))];

        private FunctionNode Make(string name, string input, string output, Func<object?, object?> value) => Hypergraph.Node.CreateFrom(
            NodeFunction.FromValues([input], values =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return value(values[input]);
            }),
            [output],
            name);
    }
}
