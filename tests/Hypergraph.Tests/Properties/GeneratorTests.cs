using CsCheck;
using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Properties;

/// <summary>That the properties are about something: what the generator makes, and what the checks notice.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public void Generator_Many_samples_Holds_every_kind_of_graph()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        GraphSample.Any.Sample(
            sample =>
            {
                foreach (string kind in Kinds(sample.Graph).Append(Outcome(sample)).Distinct())
                {
                    counts[kind] = counts.GetValueOrDefault(kind) + 1;
                }
            },
            seed: "0000000000g4",
            iter: 2_000,
            threads: 1);
        string[] kinds = ["IfElse", "One", "Several", "LoopUntil", "Half", "Number", "Lists", "Step", "fails", "yields", "default", "nested", "zip", "product", "zip of two", "continue", "end", "twice", "ok", "failed", "map in map", "asks", "emits", "waits in a loop", "shared", "edges", "edges to one of several", "order in a loop", "bound with a gate"];
        Assert.All(kinds, kind => Assert.True(counts.GetValueOrDefault(kind) >= 20, $"{kind}: {counts.GetValueOrDefault(kind)} of 2000; {string.Join(' ', counts)}"));
    }

    [Fact]
    public void Contract_Of_a_stream_with_an_event_too_few_or_twice_Is_noticed()
    {
        var inner = new Graph("inner", [Node.Create((int x) => x > 1 ? x : throw new InvalidOperationException("small"), "y", "a")]);
        var outer = new Graph("outer", [inner.AsNode().MapOver(["x"], MapMode.Zip, ErrorHandling.Continue), Node.IfElse((int z) => z > 0, "b", Node.End, "gate"), Node.Create((int z) => z, "w", "b")]);
        var seen = new RecordingProcessor();
        new SyncRunner(seen).Run(outer, ("x", new[] { 1, 2, 3 }), ("z", 1));
        List<Event> events = seen.Events;
        Assert.Null(EventContract.FindViolation(events));
        for (int i = 0; i < events.Count; i++)
        {
            if (events[i] is RouteDecisionEvent)
            {
                continue;
            }

            Assert.True(EventContract.FindViolation([.. events.Where((_, j) => j != i)]) is not null, $"without {EventSummary.Short(events[i])}");
            Assert.True(EventContract.FindViolation([.. events[..i], events[i], .. events[i..]]) is not null, $"twice {EventSummary.Short(events[i])}");
        }

        Assert.NotNull(EventContract.FindViolation([.. Enumerable.Reverse(events)]));
        Assert.NotNull(EventContract.FindViolation([.. events.Select(e => e is NodeEndEvent ? e with { ItemIndex = 7 } : e)]));
        Assert.NotNull(EventContract.FindViolation([.. events.Select((e, i) => i == 3 ? e with { WorkflowId = "other" } : e)]));
        Assert.NotNull(EventContract.FindViolation([.. events.Select((e, i) => i == 3 ? e with { Timestamp = DateTimeOffset.MinValue } : e)]));
        Assert.NotNull(EventContract.FindViolation([.. events.Select(e => e is RunEndEvent end ? end with { Status = RunStatus.Completed } : e)]));
    }

    private static string Outcome(GraphSample sample)
    {
        RunResult result = new SyncRunner().Run(new GraphBuilder(asynchronous: false).Build(sample.Graph), sample.Values, new RunOptions { ErrorHandling = ErrorHandling.Continue });
        return result.IsCompleted ? "ok" : "failed";
    }

    private static IEnumerable<string> Kinds(GraphSpec graph)
    {
        yield return graph.Shared.Length > 0 ? "shared" : graph.Edges.Length > 0 ? "edges" : "no edges";
        foreach (NodeSpec node in graph.Nodes)
        {
            yield return node.Emits.Length > 0 ? "emits" : "no signal";
            yield return graph.Entrypoints.Length > 0 && graph.Shared.Length == 0
                && graph.Edges.Any(e => e.To == node.Name && !node.Inputs.Any(i => graph.GiversOf(node, i).Any(p => p.Name == e.From))) ? "order in a loop" : "no order in a loop";
            yield return graph.Entrypoints.Length > 0 && node.WaitsFor.Length > 0 ? "waits in a loop" : "no wait in a loop";
            yield return graph.Shared.Length == 0 && node.Inputs.Any(i => graph.GiversOf(node, i).Any() && graph.GiversOf(node, i).Count() < graph.Nodes.Count(n => GraphSpec.OutputsOf(n).Contains(i)))
                ? "edges to one of several"
                : "takes from all";
            switch (node)
            {
                case GateSpec gate:
                    yield return gate.Shape.ToString();
                    yield return gate.Shape != GateShape.LoopUntil && gate.Targets.Contains(Node.End) ? "end" : "no end";
                    break;
                case FunctionSpec function:
                    yield return function.Shape.ToString();
                    yield return function.FailEvery > 0 ? "fails" : "does not fail";
                    yield return function.Yields ? "yields" : "does not yield";
                    yield return function.Asks ? "asks" : "does not ask";
                    yield return function.Defaults.Count > 0 ? "default" : "no default";
                    break;
                case NestedSpec nested:
                    yield return nested.Mapped.Length == 0 ? "nested" : nested.Product ? "product" : "zip";
                    yield return nested.Mapped.Length > 1 && !nested.Product ? "zip of two" : "one";
                    yield return nested.Continue ? "continue" : "raise";
                    yield return nested.Bound.Length > 0 && nested.Graph.Nodes.Any(n => n is GateSpec) ? "bound with a gate" : "not bound";
                    yield return nested.Mapped.Length > 0 && nested.Graph.Nodes.Any(n => n is NestedSpec { Mapped.Length: > 0 }) ? "map in map" : "map";
                    yield return graph.Nodes.Count(n => n is NestedSpec other && other.Graph == nested.Graph) > 1 ? "twice" : "once";
                    foreach (string kind in Kinds(nested.Graph))
                    {
                        yield return kind;
                    }

                    break;
            }
        }
    }
}
