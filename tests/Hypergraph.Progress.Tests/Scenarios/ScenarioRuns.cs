using Microsoft.Extensions.Time.Testing;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>The seven scenarios as event streams made by hand, in which every node takes a second.</summary>
public static class ScenarioRuns
{
    private static readonly Dictionary<string, string> NoLabels = [];

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ScenarioRun Get(int id) => id switch
    {
        1 => Play(Graph("pipeline", Node("load_data"), Node("preprocess"), Node("transform"), Node("output")), null),
        2 => Play(Graph(null, Node("load_data"), Node("preprocess"), Node("transform")), 5),
        3 => Play(Graph("nested", Node("node_a"), Nested("inner", Node("inner_node_1"), Node("inner_node_2")), Node("node_b")), null),
        4 => Play(
            Graph("items", Node("load_item"), Nested("process", Node("process_step_1"), Node("process_step_2")), Node("save_result")),
            3,
            "Items Processed"),
        5 => Play(Graph("report", Node("prepare"), Mapped("Inner Map", Node("process"), Node("validate")), Node("finalize")), null, innerSize: 4),
        6 => Play(
            Graph("batches", Node("load_batch"), Mapped("inner", Node("transform"), Node("enrich")), Node("save_batch")),
            2,
            "Outer Map",
            innerSize: 3,
            new Dictionary<string, string> { ["inner"] = "Inner Map" }),
        7 => Play(
            Graph(
                "deep",
                Node("init"),
                Nested("middle", Node("middle_node_a"), Nested("inner", Node("inner_node_1"), Node("inner_node_2")), Node("middle_node_b")),
                Node("cleanup")),
            null),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "There are seven scenarios."),
    };

    private static ScenarioRun Play(
        GraphOutline outline, int? mapSize, string? mapLabel = null, int innerSize = 0, Dictionary<string, string>? labels = null)
    {
        List<Event> events = [];
        var clock = new FakeTimeProvider(Start);
        var script = new EventScript(events.Add, clock);
        if (mapSize is int size)
        {
            Map(script.Map(outline, size), outline, size, innerSize, clock);
        }
        else
        {
            Run(script.Run(outline), outline, innerSize, clock);
        }

        return new ScenarioRun(new ProgressModelOptions { MapLabel = mapLabel, MapLabels = labels ?? NoLabels }, events);
    }

    private static void Map(RunScript map, GraphOutline outline, int size, int innerSize, FakeTimeProvider clock)
    {
        for (int i = 0; i < size; i++)
        {
            Run(map.Item(), outline, innerSize, clock);
        }

        map.End();
    }

    private static void Run(RunScript run, GraphOutline outline, int innerSize, FakeTimeProvider clock)
    {
        foreach (NodeOutline node in outline.Nodes)
        {
            NodeScript execution = run.Node(node.Name);
            if (node.Graph is null)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
            }
            else if (node.IsMapped)
            {
                Map(execution.Map(innerSize), node.Graph, innerSize, innerSize, clock);
            }
            else
            {
                Run(execution.Run(), node.Graph, innerSize, clock);
            }

            execution.End();
        }

        run.End();
    }
}
