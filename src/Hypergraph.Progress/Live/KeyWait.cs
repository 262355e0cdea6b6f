using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Progress;

/// <summary>Whether a thread of the program waits for a key.</summary>
internal static class KeyWait
{
    /// <summary>
    /// Whether a reader's lock is held, as the process's own is while a key is awaited. The runtime shows the key itself, past
    /// everything that is captured, where the cursor is.
    /// </summary>
    [SuppressMessage("Reliability", "CA2002", Justification = "It is that lock which is asked for, and it is not kept.")]
    public static bool IsWaiting(TextReader? reader)
    {
        if (reader is null)
        {
            return false;
        }

        if (!Monitor.TryEnter(reader))
        {
            return true;
        }

        Monitor.Exit(reader);
        return false;
    }
}
