using System.Runtime.CompilerServices;

namespace Hypergraph.Testing.Runners;

/// <summary>The runs and items that a <see cref="FakeGraphRunner"/> has paused, with the inputs that they started with. Thread-safe.</summary>
internal sealed class PausedRuns
{
    // Items of a map are views that are created on demand, with ids of their own. All views of a run have the same list of pauses.
    private readonly ConditionalWeakTable<IReadOnlyList<RunPause>, Start> _runs = [];

    /// <summary>Adds a run that has paused.</summary>
    public void Add(IReadOnlyList<RunPause> pauses, Graph graph, GraphInputs inputs) => _runs.Add(pauses, new Start(graph, inputs));

    /// <summary>Returns what a paused run started with.</summary>
    /// <exception cref="InvalidOperationException">The runner has not paused it.</exception>
    public Start Find(RunResult paused) => _runs.TryGetValue(paused.Pauses, out Start? found)
        ? found
        : throw new InvalidOperationException("The result is not that of a run that this runner has paused. Resume a result of the same FakeGraphRunner.");

    /// <summary>What a run started with.</summary>
    internal sealed record Start(Graph Graph, GraphInputs Inputs);
}
