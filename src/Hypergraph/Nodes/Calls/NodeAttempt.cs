using System.Diagnostics;

namespace Hypergraph;

/// <summary>A reported attempt to call a node's function. Created by <see cref="NodeCall.StartAttempt"/>.</summary>
/// <remarks>A test of an interceptor may derive its own class, for its own <see cref="NodeCall"/>.</remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public abstract class NodeAttempt
{
    /// <summary>Creates an attempt.</summary>
    protected NodeAttempt()
    {
    }

    /// <summary>The number of the attempt in the node's execution, counted from 1.</summary>
    public abstract int Number { get; }

    /// <summary>Reports the end of the attempt with a <see cref="NodeAttemptEndEvent"/>. Only the first call has an effect.</summary>
    /// <param name="error">The exception, or null if the attempt succeeded.</param>
    public abstract void End(Exception? error = null);

    private string DebuggerText => $"attempt {Number}";
}
