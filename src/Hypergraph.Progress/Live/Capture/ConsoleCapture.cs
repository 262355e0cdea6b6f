using System.Diagnostics.CodeAnalysis;
using Hypergraph.Progress.Live.Regions;
using Spectre.Console;

namespace Hypergraph.Progress.Live.Capture;

/// <summary>
/// Captures the program's output to <see cref="Console.Out"/> and <see cref="Console.Error"/>, so that it appears above the live
/// region. The region makes room while the program reads from <see cref="Console.In"/>, prompts on <see cref="AnsiConsole"/>, or
/// draws on the terminal itself. A stream that is redirected, or that the program has replaced, is not captured.
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

    [SuppressMessage("Reliability", "CA2000", Justification = "The process, or its user, owns it.")]
    private void CaptureWriter(LiveRegion region, TextWriter writer, Func<Stream> open, Func<TextWriter> current, Action<TextWriter> replace)
    {
        CapturedStream? captured = null;
        CapturedStream Capture(Stream previous) => captured = new CapturedStream(region, previous, writer.Encoding);
        try
        {
            if (StandardWriter.Redirect(writer, Capture) is { } undo)
            {
                _undo.Push(undo);
            }
        }
        catch (MissingFieldException)
        {
            // Code that holds a reference to the old writer is not captured; all other output is.
            Replace(new StreamWriter(Capture(open()), writer.Encoding, leaveOpen: true) { AutoFlush = true }, writer, current, replace);
        }

        _undo.Push(() => captured?.Release());
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The process, or its user, owns it.")]
    private void CaptureReader(LiveRegion region)
    {
        region.KeyReader = Console.In;
        _undo.Push(() => region.KeyReader = null);
        Replace(new PromptReader(Console.In, region), Console.In, () => Console.In, Console.SetIn);
    }

    private void CaptureAnsiConsole(LiveRegion region)
    {
        IAnsiConsole previous = AnsiConsole.Console;
        Replace(new PromptingConsole(previous, region), previous, () => AnsiConsole.Console, console => AnsiConsole.Console = console);
    }

    /// <summary>Replaces a value until disposal, unless the program sets another one meanwhile.</summary>
    private void Replace<T>(T replacement, T previous, Func<T> current, Action<T> replace)
        where T : class
    {
        replace(replacement);

        // The console wraps the value that it receives.
        T installed = current();
        _undo.Push(() =>
        {
            if (ReferenceEquals(current(), installed))
            {
                replace(previous);
            }
        });
    }
}
