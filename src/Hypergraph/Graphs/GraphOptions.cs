namespace Hypergraph;

/// <summary>What a graph is built with, beside its nodes.</summary>
public sealed record GraphOptions
{
    /// <summary>
    /// The nodes at which runs start; every loop needs one. Only they and what lies behind them can run, and what
    /// their upstream would have produced becomes an input. Empty: runs start wherever inputs are there.
    /// </summary>
    public IReadOnlyList<string> Entrypoints { get; init; } = [];

    /// <summary>Processors that see the events of every call that runs the graph, also nested in another.</summary>
    public IReadOnlyList<EventProcessor> EventProcessors { get; init; } = [];
}
