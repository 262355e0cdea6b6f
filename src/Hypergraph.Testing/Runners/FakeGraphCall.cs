using System.Diagnostics;

namespace Hypergraph.Testing;

/// <summary>A call that a <see cref="FakeGraphRunner"/> has received.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class FakeGraphCall
{
    internal FakeGraphCall(Graph graph, GraphInputs inputs, MapOver? over, RunOptions? options)
    {
        Graph = graph;
        Inputs = inputs;
        Over = over;
        Options = options;
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>
    /// The inputs by name; those of a map are collections where it maps over them. A call that resumes a run has the inputs of that run; one that resumes a map has none.
    /// </summary>
    public GraphInputs Inputs { get; }

    /// <summary>The inputs that a map is over; null for a run.</summary>
    public MapOver? Over { get; }

    /// <summary>The answers by the pauses that they answer; null if the call does not resume.</summary>
    public IReadOnlyDictionary<RunPause, object?>? Answers { get; internal init; }

    /// <summary>The options of the call; null if it has none.</summary>
    public RunOptions? Options { get; }

    private string DebuggerText => $"{Graph.Name ?? "graph"}({string.Join(", ", Inputs.Values.Keys)}){(Over is null ? string.Empty : $" over {string.Join(", ", Over)}")}";
}
