namespace Hypergraph.Progress;

/// <summary>The process's input. While somebody waits for it, the live region makes room.</summary>
/// <param name="former">The reader in whose place it stands.</param>
/// <param name="region">The region.</param>
internal sealed class PromptReader(TextReader former, LiveRegion region) : TextReader
{
    public override int Peek() => former.Peek();

    public override int Read() => WithSuspendedRegion(former.Read);

    public override int Read(char[] buffer, int index, int count) => WithSuspendedRegion(() => former.Read(buffer, index, count));

    public override string? ReadLine() => WithSuspendedRegion(former.ReadLine);

    public override string ReadToEnd() => WithSuspendedRegion(former.ReadToEnd);

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
