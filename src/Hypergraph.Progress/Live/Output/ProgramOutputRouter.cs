using Hypergraph.Progress.Live.Terminals;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live.Output;

/// <summary>
/// Routes the program's output to the process's streams and to a console: to the terminal directly, or to a buffer for the live
/// region, which shows it above its rows.
/// </summary>
/// <remarks>
/// The program's threads hold locks of the console, and the region waits for these locks when it writes. Therefore the threads
/// wait only for the terminal here.
/// </remarks>
/// <param name="output">The terminal.</param>
/// <param name="flush">Called when the buffer should be written without waiting for the next frame.</param>
internal sealed class ProgramOutputRouter(TerminalOutput output, Action flush) : IRenderHook
{
    /// <summary>
    /// Held while text is passed through, and while pass-through begins or ends, so that no text appears within the region's own
    /// output.
    /// </summary>
    private readonly Lock _lock = new();
    private readonly PassedThroughLine _passedThrough = new();

    /// <summary>
    /// The open line of each asynchronous control flow. Spectre writes a line and its end separately, so that the output of
    /// concurrent nodes is interleaved.
    /// </summary>
    private readonly AsyncLocal<OpenLine?> _openLine = new();
    private OpenLine? _movedLine;
    private volatile bool _isPassThrough = true;
    private volatile bool _isUrgent;
    private bool _hasBegun;

    /// <summary>The buffered output.</summary>
    public ProgramOutputBuffer Pending { get; } = new();

    /// <summary>Whether output is written at once, because the process may end at any moment.</summary>
    public bool IsUrgent
    {
        set => _isUrgent = value;
    }

    /// <summary>Starts to buffer output. The line that is open on the screen is erased there and buffered too.</summary>
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

    /// <summary>Buffers output again, unless buffering has not <see cref="BeginBuffering">begun</see> or has ended.</summary>
    public void BufferOutput()
    {
        lock (_lock)
        {
            _isPassThrough = !_hasBegun;
        }
    }

    /// <summary>Passes all further output through to the terminal, after the buffered output.</summary>
    /// <param name="write">Writes the buffered output, if it is to be visible.</param>
    /// <param name="isEnd">Whether buffering ends until <see cref="BeginBuffering"/>.</param>
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

    /// <summary>Routes output of the program to one of the process's streams.</summary>
    /// <param name="line">The stream's open line.</param>
    /// <param name="text">The text in the current colours.</param>
    /// <param name="bytes">The bytes of the text.</param>
    /// <param name="inner">The stream that receives it without the region.</param>
    public void Write(OpenLine line, string text, ReadOnlySpan<byte> bytes, Stream inner)
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
                inner.Write(bytes);
                inner.Flush();
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

        // A line that Spectre began before the region was shown came through the stream.
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
            flush();
        }
    }
}
