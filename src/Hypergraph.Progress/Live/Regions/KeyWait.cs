using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Progress.Live.Regions;

/// <summary>Detects whether a thread of the program waits for a key.</summary>
internal static class KeyWait
{
    /// <summary>
    /// Whether a reader's lock is held, as the process's own is while the program waits for a key. The runtime itself echoes the
    /// key at the cursor, not through any captured stream.
    /// </summary>
    [SuppressMessage("Reliability", "CA2002", Justification = "The code only tests whether this lock is held.")]
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
