using CsCheck;
using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Properties;

/// <summary>Variations of a graph that must not change its results.</summary>
public sealed class VariationPropertyTests
{
    private const int Samples = 2_000;

    /// <summary>Selected outputs have the values of the whole graph, and there are no others.</summary>
    [Fact]
    public async Task Select_Of_any_outputs_Gives_what_the_whole_graph_gives() => await GraphSample.Unfailing.SampleAsync(
        async sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
            string[] selected = [.. sample.Graph.Outputs.Where((_, i) => (sample.Number >> (i % 6)) % 2 == 1)];
            if (selected.Length == 0)
            {
                return;
            }

            RunResult whole = await new AsyncRunner().RunAsync(graph, sample.Values);
            Graph part = graph.Select(selected);
            Dictionary<string, object?> values = sample.Values.Where(v => part.Inputs.Any(i => i.Name == v.Key)).ToDictionary();
            RunResult result = await new AsyncRunner().RunAsync(part, values);

            Assert.Equal(
                EventSummary.Show(whole.Values.Where(v => selected.Contains(v.Key)).ToDictionary()),
                EventSummary.Show(result.Values));
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>Bound values have the effect of supplied values.</summary>
    [Fact]
    public void Bind_Of_all_inputs_Gives_what_a_call_with_them_gives() => GraphSample.Unfailing.Sample(
        sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: false).Build(sample.Graph);
            RunResult given = new SyncRunner().Run(graph, sample.Values);
            RunResult bound = new SyncRunner().Run(graph.Bind([.. sample.Values.Select(v => (v.Key, v.Value))]), new Dictionary<string, object?>());

            Assert.Equal(EventSummary.Show(given.Values), EventSummary.Show(bound.Values));
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>A wait for a signal changes the order and nothing else; what waits starts after what it waits for has ended.</summary>
    [Fact]
    public async Task WaitFor_A_signal_of_a_node_that_runs_Changes_the_order_only() => await GraphSample.Unfailing.SampleAsync(
        async sample =>
        {
            if (Ordered(sample) is not { } variant)
            {
                return;
            }

            var alone = new RecordingProcessor();
            RunResult plain = new SyncRunner(alone).Run(new GraphBuilder(asynchronous: false).Build(sample.Graph), sample.Values);
            if (!alone.Events.Exists(e => e is NodeEndEvent end && end.RunId == plain.RunId && end.NodeName == variant.Emitter))
            {
                // It is in a branch that is not chosen, so waiting for it would not end.
                return;
            }

            foreach (bool asynchronous in new[] { false, true })
            {
                var seen = new RecordingProcessor();
                Graph graph = variant.Build(asynchronous);
                RunResult result = asynchronous
                    ? await new AsyncRunner(seen).RunAsync(graph, sample.Values)
                    : new SyncRunner(seen).Run(graph, sample.Values);
                Assert.Equal(EventSummary.Show(plain.Values), EventSummary.Show(result.Values));
                seen.Events.AssertWellFormed();
                List<Event> ofRoot = [.. seen.Events.Where(e => e.RunId == seen.Events[0].RunId)];
                int ended = ofRoot.FindIndex(e => e is NodeEndEvent end && end.NodeName == variant.Emitter);
                int started = ofRoot.FindIndex(e => e is NodeStartEvent start && start.NodeName == variant.Waiter);
                Assert.True(started < 0 || (ended >= 0 && ended < started), $"'{variant.Waiter}' did not wait for '{variant.Emitter}'");
            }
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>The graph with one wait more, if that makes no loop.</summary>
    private static Variant? Ordered(GraphSample sample)
    {
        string[] names = [.. sample.Graph.Nodes.Select(n => n.Name)];
        string emitter = names[sample.Number % names.Length];
        string waiter = names[sample.Number / 3 % names.Length];
        if (emitter == waiter)
        {
            return null;
        }

        var variant = new Variant(sample.Graph, emitter, waiter);
        try
        {
            return variant.Build(asynchronous: false) is { HasCycles: false } ? variant : null;
        }
        catch (GraphConfigurationException)
        {
            // The wait closes a circle.
            return null;
        }
    }

    private sealed record Variant(GraphSpec Spec, string Emitter, string Waiter)
    {
        public Graph Build(bool asynchronous)
        {
            Graph graph = new GraphBuilder(asynchronous).Build(Spec);
            return new Graph(
                Spec.Name,
                graph.Nodes.Select(n => n.Name == Emitter ? n.Emit("signal") : n.Name == Waiter ? n.WaitFor("signal") : n),
                GraphBuilder.OptionsOf(Spec));
        }
    }
}
