using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hypergraph.Progress;

/// <summary>
/// The writers that the process has for its output from the beginning. Parts of a program hold on to them, console
/// loggers among them, so that setting other ones does not reach what those write; the stream behind them is reached
/// through what the runtime keeps to itself.
/// </summary>
internal static class StandardWriter
{
    /// <summary>Puts another stream behind a writer.</summary>
    /// <param name="writer">The process's writer.</param>
    /// <param name="capture">Makes the stream from the one that stands there.</param>
    /// <returns>What undoes it; null if the writer is another one, which the program has set.</returns>
    /// <exception cref="MissingFieldException">The runtime is built in another way.</exception>
    public static Action? Redirect(TextWriter writer, Func<Stream, Stream> capture)
    {
        if (!IsSynchronized(writer) || Inner(writer) is not StreamWriter { BaseStream: var former } standard || !IsConsoleStream(former))
        {
            return null;
        }

        Stream captured = capture(former);
        StreamOf(standard) = captured;
        return () => Interlocked.CompareExchange(ref StreamOf(standard), former, captured);
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
