using Hypergraph.Durability.Graphs;

namespace Hypergraph.Durability;

/// <summary>
/// What is to happen with an execution of a node that may run at most once (<see cref="FunctionNode.AtMostOnce"/>), that had begun when its process ended: a call of the run pauses, and a person
/// answers with one of these.
/// </summary>
public sealed class UnknownOutcome
{
    /// <summary>The name of the answer in <see cref="RunPause.ResponseParameter"/>.</summary>
    public const string Answer = "outcome";

    private UnknownOutcome(IReadOnlyDictionary<string, object?>? outputs) => Outputs = outputs;

    /// <summary>The effect did not happen: the node runs again.</summary>
    public static UnknownOutcome RunAgain { get; } = new(outputs: null);

    /// <summary>The outputs if the effect happened; null if the node is to run again.</summary>
    public IReadOnlyDictionary<string, object?>? Outputs { get; }

    /// <summary>The effect happened: the node does not run, and has these outputs.</summary>
    /// <param name="outputs">A value for each output of the node, by name.</param>
    public static UnknownOutcome Completed(IReadOnlyDictionary<string, object?> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return new UnknownOutcome(outputs);
    }

    /// <summary>The pause at such an execution.</summary>
    internal static RunPause PauseAt(string key)
    {
        (string path, int[] items) = ExecutionKeys.Parse(key);
        return new RunPause(path, "This node may run at most once, has begun, and the store has no end of it. Did its effect happen?", Answer) { ItemPath = items };
    }
}
