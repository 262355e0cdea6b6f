using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>
/// What the program writes to the process's streams and to a console: passed on to the terminal as it comes, or kept for the
/// live region, which shows it above its rows.
/// </summary>
/// <remarks>
/// The program's threads hold locks of the console that they write to, for which the region waits when it writes. So they
/// wait for nothing here but for the terminal.
/// </remarks>
/// <param name="output">The terminal.</param>
/// <param name="writeNow">Called when what is kept should be written without waiting for the next frame.</param>
internal sealed class ProgramOutputRouter(TerminalOutput output, Action writeNow) : IRenderHook
{
    /// <summary>Held while text is passed on, and while that begins or ends: none then comes amid the region's own.</summary>
    private readonly Lock _lock = new();
    private readonly PassedThroughLine _passedThrough = new();

    /// <summary>
    /// The open line of each flow of control, across its awaits: Spectre writes a line and its end apart, so that those
    /// of nodes at work at the same time come mixed.
    /// </summary>
    private readonly AsyncLocal<OpenLine?> _openLine = new();
    private OpenLine? _movedLine;
    private volatile bool _isPassThrough = true;
    private volatile bool _isUrgent;
    private bool _hasBegun;

    /// <summary>What is kept.</summary>
    public ProgramOutputBuffer Pending { get; } = new();

    /// <summary>Whether nothing is kept for longer: the process may end at any moment.</summary>
    public bool IsUrgent
    {
        set => _isUrgent = value;
    }

    /// <summary>Keeps from now on what is written, the line that is open on the screen included, which is erased there.</summary>
    public void BeginBuffering(IReadOnlyCapabilities capabilities, int width)
    {
        lock (_lock)
        {
            _isPassThrough = false;
            _hasBegun = true;
            if (_passedThrough.Line is { } line)
            {
                var text = new AnsiText(capabilities);
                _passedThrough.Erase(text, width);
                output.Write(text.ToString());
                Pending.Add(line, _passedThrough.Text);
                _movedLine = line;
            }

            _passedThrough.Forget();
        }
    }

    /// <summary>Keeps again what is written, unless it has not <see cref="BeginBuffering">begun</see> or has ended.</summary>
    public void BufferOutput()
    {
        lock (_lock)
        {
            _isPassThrough = !_hasBegun;
        }
    }

    /// <summary>Passes on from now on what is written, after what is written here.</summary>
    /// <param name="write">Writes what is kept, if that is to be seen.</param>
    /// <param name="isEnd">Whether nothing is to be kept until the next beginning.</param>
    public void PassThrough(Action write, bool isEnd)
    {
        lock (_lock)
        {
            write();
            _passedThrough.Forget();
            _isPassThrough = true;
            _hasBegun &= !isEnd;
            _movedLine = null;
        }
    }

    /// <summary>Something that the program has written to one of the process's streams.</summary>
    /// <param name="line">The stream's open line.</param>
    /// <param name="text">The text, in the colours that are set.</param>
    /// <param name="bytes">The text as it was written.</param>
    /// <param name="former">Where it goes without the region.</param>
    public void Write(OpenLine line, string text, ReadOnlySpan<byte> bytes, Stream former)
    {
        lock (_lock)
        {
            if (!_isPassThrough)
            {
                BufferOutput(line, text);
                return;
            }

            if (!_hasBegun)
            {
                _passedThrough.Add(line, text);
            }

            output.EnterWrite();
            try
            {
                former.Write(bytes);
                former.Flush();
            }
            finally
            {
                output.ExitWrite();
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables)
    {
        List<IRenderable> written = [.. renderables];
        if (written is [RegionRenderable] || _isPassThrough)
        {
            return written;
        }

        // What Spectre has begun before the region was there has come by the stream.
        OpenLine line = _openLine.Value ?? Interlocked.Exchange(ref _movedLine, null) ?? new OpenLine();
        BufferOutput(line, Render(options, written));
        _openLine.Value = line.Text.Length > 0 ? line : null;
        return [];
    }

    private static string Render(RenderOptions options, List<IRenderable> renderables)
    {
        AnsiText text = new(options.Capabilities);
        foreach (Segment segment in renderables.SelectMany(renderable => renderable.Render(options, options.ConsoleSize.Width)))
        {
            text.Segment(segment);
        }

        return text.ToString();
    }

    private void BufferOutput(OpenLine line, string text)
    {
        if (Pending.Add(line, text) || _isUrgent)
        {
            writeNow();
        }
    }
}
