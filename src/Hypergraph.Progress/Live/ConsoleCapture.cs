using System.Diagnostics.CodeAnalysis;
using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// While it stands, what the program writes to <see cref="Console.Out"/> and <see cref="Console.Error"/> goes above the
/// live region, and the region makes room for what reads from <see cref="Console.In"/>, prompts on
/// <see cref="AnsiConsole"/>, or draws on the terminal itself. A stream that is redirected is left alone, and so is one that the program has replaced.
/// </summary>
internal sealed class ConsoleCapture : IDisposable
{
    private readonly Stack<Action> _undo = [];

    private ConsoleCapture()
    {
    }

    public static ConsoleCapture Start(LiveRegion region)
    {
        var capture = new ConsoleCapture();
        if (!Console.IsOutputRedirected)
        {
            capture.CaptureWriter(region, Console.Out, Console.OpenStandardOutput, () => Console.Out, Console.SetOut);
        }

        if (!Console.IsErrorRedirected)
        {
            capture.CaptureWriter(region, Console.Error, Console.OpenStandardError, () => Console.Error, Console.SetError);
        }

        if (!Console.IsInputRedirected)
        {
            capture.CaptureReader(region);
        }

        capture.CaptureAnsiConsole(region);
        return capture;
    }

    public void Dispose()
    {
        while (_undo.TryPop(out Action? undo))
        {
            undo();
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The process keeps it, or whoever it has handed it to.")]
    private void CaptureWriter(LiveRegion region, TextWriter writer, Func<Stream> open, Func<TextWriter> current, Action<TextWriter> replace)
    {
        CapturedStream? captured = null;
        CapturedStream Capture(Stream former) => captured = new CapturedStream(region, former, writer.Encoding);
        try
        {
            if (StandardWriter.Redirect(writer, Capture) is { } undo)
            {
                _undo.Push(undo);
            }
        }
        catch (MissingFieldException)
        {
            // What parts of the program hold on to is out of reach; what is written from now on is not.
            Replace(new StreamWriter(Capture(open()), writer.Encoding, leaveOpen: true) { AutoFlush = true }, writer, current, replace);
        }

        _undo.Push(() => captured?.Release());
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The process keeps it, or whoever it has handed it to.")]
    private void CaptureReader(LiveRegion region)
    {
        region.KeyReader = Console.In;
        _undo.Push(() => region.KeyReader = null);
        Replace(new PromptReader(Console.In, region), Console.In, () => Console.In, Console.SetIn);
    }

    private void CaptureAnsiConsole(LiveRegion region)
    {
        IAnsiConsole former = AnsiConsole.Console;
        Replace(new PromptingConsole(former, region), former, () => AnsiConsole.Console, console => AnsiConsole.Console = console);
    }

    /// <summary>What the program has set meanwhile stays.</summary>
    private void Replace<T>(T replacement, T former, Func<T> current, Action<T> replace)
        where T : class
    {
        replace(replacement);

        // The console wraps what it is given.
        T installed = current();
        _undo.Push(() =>
        {
            if (ReferenceEquals(current(), installed))
            {
                replace(former);
            }
        });
    }
}
