using Hypergraph.Progress.Live.Regions;

namespace Hypergraph.Progress.Live.Capture;

/// <summary>The process's input. The live region makes room while a thread reads from it.</summary>
/// <param name="inner">The reader that this one replaces.</param>
/// <param name="region">The region.</param>
internal sealed class PromptReader(TextReader inner, LiveRegion region) : TextReader
{
    public override int Peek() => inner.Peek();

    public override int Read() => WithSuspendedRegion(inner.Read);

    public override int Read(char[] buffer, int index, int count) => WithSuspendedRegion(() => inner.Read(buffer, index, count));

    public override string? ReadLine() => WithSuspendedRegion(inner.ReadLine);

    public override string ReadToEnd() => WithSuspendedRegion(inner.ReadToEnd);

    private T WithSuspendedRegion<T>(Func<T> read)
    {
        region.Suspend();
        try
        {
            return read();
        }
        finally
        {
            region.Resume();
        }
    }
}
