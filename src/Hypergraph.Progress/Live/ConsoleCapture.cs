namespace Hypergraph.Progress;

/// <summary>
/// While it stands, what the program writes to <see cref="Console.Out"/> and <see cref="Console.Error"/> goes, line by
/// line, above the live region. A stream that is redirected is left alone.
/// </summary>
internal sealed class ConsoleCapture : IDisposable
{
    private readonly List<CapturedStream> _streams = [];

    private ConsoleCapture()
    {
    }

    public static ConsoleCapture Start(LiveRegion region)
    {
        var capture = new ConsoleCapture();
        if (!Console.IsOutputRedirected)
        {
            capture.Add(new CapturedStream(region, Console.Out, () => Console.Out, Console.SetOut));
        }

        if (!Console.IsErrorRedirected)
        {
            capture.Add(new CapturedStream(region, Console.Error, () => Console.Error, Console.SetError));
        }

        return capture;
    }

    public void Dispose() => _streams.ForEach(stream => stream.Dispose());

    private void Add(CapturedStream stream)
    {
        stream.Install();
        _streams.Add(stream);
    }
}
