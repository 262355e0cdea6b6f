namespace Hypergraph.Durability.Tests;

/// <summary>A graph that is interrupted and resumed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Graph">The graph; its functions note their executions.</param>
/// <param name="Inputs">The inputs of a call.</param>
public sealed record DurableCase(string Name, Func<ExecutionLog, Graph> Graph, GraphInputs Inputs)
{
    /// <summary>The input to map over; null for a run.</summary>
    public string? Over { get; init; }

    /// <summary>Answers by the name of the answer, for all its pauses.</summary>
    public object? Answer { get; init; }

    /// <summary>Whether the graph has only synchronous functions.</summary>
    public bool IsSynchronous { get; init; } = true;

    public ErrorHandling ErrorHandling { get; init; } = ErrorHandling.Raise;

    public override string ToString() => Name;
}
