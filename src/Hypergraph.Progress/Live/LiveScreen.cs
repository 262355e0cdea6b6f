using System.Runtime.CompilerServices;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>
/// One console's live region, shared by all displays on that console: their runs stand in it one below the other.
/// </summary>
internal sealed class LiveScreen
{
    private static readonly ConditionalWeakTable<IAnsiConsole, LiveScreen> Screens = [];

    private readonly Lock _lock = new();
    private readonly TerminalOutput _output;
    private readonly LiveRegion _region;
    private readonly List<LiveDisplay> _displays = [];
    private ConsoleCapture? _capture;
    private int _tick;

    private LiveScreen(IAnsiConsole console, Func<string, string?> readVariable)
    {
        _output = TerminalOutput.Create(console, readVariable);
        _region = new LiveRegion(console, _output);
    }

    /// <summary>The screen of a console.</summary>
    public static LiveScreen GetOrCreate(IAnsiConsole console, Func<string, string?> readVariable) =>
        Screens.GetValue(console is PromptingConsole prompting ? prompting.Inner : console, key => new LiveScreen(key, readVariable));

    /// <summary>Notes what the program writes from now on, for a tree that is drawn later.</summary>
    public void StartListening()
    {
        lock (_lock)
        {
            Capture();
        }
    }

    /// <summary>Brings the screen up to date, on which a display has runs.</summary>
    public void Show(LiveDisplay display)
    {
        lock (_lock)
        {
            if (!_displays.Contains(display))
            {
                _displays.Add(display);
            }

            Draw();

            // Displays keep their own pace; one of them turns the spinners.
            _tick += _displays[0] == display ? 1 : 0;
        }
    }

    /// <summary>Writes lines of a display that stay.</summary>
    public void WritePermanent(RegionFrameFactory lines)
    {
        lock (_lock)
        {
            _region.WritePermanent(lines);
            Draw();
        }
    }

    /// <summary>Writes the last lines of a display, which then has no runs any more.</summary>
    public void Finish(LiveDisplay display, RegionFrameFactory lines)
    {
        lock (_lock)
        {
            _displays.Remove(display);
            if (_displays.Count == 0)
            {
                End(lines);
            }
            else
            {
                _region.WritePermanent(lines);
                Draw();
            }
        }
    }

    /// <summary>Leaves a display's runs on the screen as they stand.</summary>
    public void Detach(LiveDisplay display)
    {
        if (_displays.Contains(display))
        {
            Finish(display, (options, _) => display.Frame(options, RegionComposer.MaxHeight(options), _tick));
            return;
        }

        lock (_lock)
        {
            if (_displays.Count == 0)
            {
                Release();
                _region.StopListening();
            }
        }
    }

    /// <summary>Has everything stand as it is, with the cursor below, for a process that may end at any moment or is stopped.</summary>
    public void PrepareForExit(ExitKind leaving)
    {
        lock (_lock)
        {
            if (_displays.Count > 0)
            {
                _region.PrepareForExit(Frame, leaving);
            }
        }
    }

    public void Suspend() => _region.Suspend();

    public void Resume() => _region.Resume();

    public void WriteControlSequence(string sequence) => _region.WriteControlSequence(sequence);

    /// <summary>The screen has another size, or another program has had it.</summary>
    public void OnScreenChanged(bool isForgotten)
    {
        if (isForgotten)
        {
            _region.ResetPosition();
        }

        _region.Invalidate();
    }

    private void Capture()
    {
        if (_capture is null && _output.IsProcessTerminal)
        {
            _capture = ConsoleCapture.Start(_region);
            _region.StartListening();
        }
    }

    private void Release()
    {
        _capture?.Dispose();
        _capture = null;
    }

    private void Draw()
    {
        Capture();
        _region.Draw(Frame);
    }

    private List<FrameLine> Frame(RenderOptions options, int height)
    {
        // All that there is to show, if it fits; else a fair share for each.
        List<FrameLine> lines = [.. _displays.SelectMany(display => display.Frame(options, height, _tick))];
        int share = Math.Max(1, height / _displays.Count);
        return lines.Count <= height
            ? lines
            : [.. _displays.SelectMany(display => display.Frame(options, share, _tick)).Take(height)];
    }

    private void End(RegionFrameFactory lines)
    {
        Release();
        _region.End(lines);
    }
}
