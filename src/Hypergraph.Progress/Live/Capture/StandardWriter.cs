using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hypergraph.Progress.Live.Capture;

/// <summary>
/// The writers that the process initially has for its output. Parts of a program, such as console loggers, keep references to
/// them, so that setting other writers does not capture their output. Access to private members of the runtime replaces the
/// stream of such a writer.
/// </summary>
internal static class StandardWriter
{
    /// <summary>Replaces the stream of a writer.</summary>
    /// <param name="writer">The process's writer.</param>
    /// <param name="capture">Creates the new stream from the original one.</param>
    /// <returns>An action that restores the stream; null if the program has set another writer.</returns>
    /// <exception cref="MissingFieldException">The runtime has other private members.</exception>
    public static Action? Redirect(TextWriter writer, Func<Stream, Stream> capture)
    {
        if (!IsSynchronized(writer) || Inner(writer) is not StreamWriter { BaseStream: var previous } standard || !IsConsoleStream(previous))
        {
            return null;
        }

        Stream captured = capture(previous);
        StreamOf(standard) = captured;
        return () => Interlocked.CompareExchange(ref StreamOf(standard), previous, captured);
    }

    private static bool IsSynchronized(TextWriter writer)
    {
        using var inner = new StringWriter(CultureInfo.InvariantCulture);
        return writer.GetType() == TextWriter.Synchronized(inner).GetType();
    }

    private static bool IsConsoleStream(Stream stream)
    {
        using Stream ofConsole = Console.OpenStandardOutput();
        return stream.GetType() == ofConsole.GetType();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_out")]
    private static extern ref TextWriter Inner([UnsafeAccessorType("System.IO.TextWriter+SyncTextWriter")] object writer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stream")]
    private static extern ref Stream StreamOf(StreamWriter writer);
}
