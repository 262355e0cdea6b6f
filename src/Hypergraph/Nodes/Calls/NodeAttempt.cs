namespace Hypergraph;

/// <summary>An attempt at a node's function that has been told of. Made by <see cref="NodeCall.StartAttempt"/>.</summary>
public abstract class NodeAttempt
{
    private protected NodeAttempt()
    {
    }

    /// <summary>Which attempt of the node's execution this is, counted from 1.</summary>
    public abstract int Number { get; }

    /// <summary>Tells that it has ended: a <see cref="NodeAttemptEndEvent"/>. Only the first call counts.</summary>
    /// <param name="error">What it threw, or null if it went well.</param>
    public abstract void End(Exception? error = null);
}
