namespace Hypergraph.Progress;

/// <summary>One of the process's text streams while its lines go above the live region.</summary>
/// <param name="region">Where the lines go.</param>
/// <param name="former">The writer to put back.</param>
/// <param name="current">The process's writer of this stream.</param>
/// <param name="replace">Sets the process's writer of this stream.</param>
internal sealed class CapturedStream(LiveRegion region, TextWriter former, Func<TextWriter> current, Action<TextWriter> replace) : IDisposable
{
    private readonly LineWriter _lines = new(former, region.WriteAbove);
    private TextWriter? _installed;

    public void Install()
    {
        replace(_lines);

        // The console wraps what it is given.
        _installed = current();
    }

    public void Dispose()
    {
        // A writer that the program has set meanwhile stays.
        if (current() == _installed)
        {
            replace(former);
        }

        _lines.Dispose();
        if (_lines.TakeUnfinished() is { Length: > 0 } unfinished)
        {
            region.WriteAbove(unfinished);
        }
    }
}
