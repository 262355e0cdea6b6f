using System.Runtime.CompilerServices;
using Hypergraph.Progress.Display;
using Hypergraph.Progress.Frames;
using Hypergraph.Progress.Live.Capture;
using Hypergraph.Progress.Live.Regions;
using Hypergraph.Progress.Live.Terminals;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live;

/// <summary>The live region of one console. All displays on the console use it; their runs appear one below the other.</summary>
internal sealed class LiveScreen
{
    private static readonly ConditionalWeakTable<IAnsiConsole, LiveScreen> Screens = [];

    private readonly Lock _lock = new();
    private readonly TerminalOutput _output;
    private readonly LiveRegion _region;
    private readonly List<TreeDisplay> _displays = [];
    private ConsoleCapture? _capture;
    private int _tick;

    private LiveScreen(IAnsiConsole console, Func<string, string?> readVariable)
    {
        _output = TerminalOutput.Create(console, readVariable);
        _region = new LiveRegion(console, _output);
    }

    /// <summary>Returns the screen of a console.</summary>
    public static LiveScreen GetOrCreate(IAnsiConsole console, Func<string, string?> readVariable) =>
        Screens.GetValue(console is PromptingConsole prompting ? prompting.Inner : console, key => new LiveScreen(key, readVariable));

    /// <summary>Starts to monitor the program's output, for a tree that is drawn later.</summary>
    public void StartListening()
    {
        lock (_lock)
        {
            Capture();
        }
    }

    /// <summary>Updates the screen on behalf of a display with runs.</summary>
    public void Show(TreeDisplay display)
    {
        lock (_lock)
        {
            if (!_displays.Contains(display))
            {
                _displays.Add(display);
            }

            Draw();

            // Displays have independent timers; only the first one advances the spinners.
            _tick += _displays[0] == display ? 1 : 0;
        }
    }

    /// <summary>Writes permanent lines of a display.</summary>
    public void WritePermanent(RegionFrameFactory lines)
    {
        lock (_lock)
        {
            _region.WritePermanent(lines);
            Draw();
        }
    }

    /// <summary>Writes the final lines of a display without further runs.</summary>
    public void Finish(TreeDisplay display, RegionFrameFactory lines)
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

    /// <summary>Leaves a display's runs on the screen in their current state.</summary>
    public void Detach(TreeDisplay display)
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

    /// <summary>
    /// Leaves everything on the screen in its current state, with the cursor below, for a process that may end at any moment or
    /// is stopped.
    /// </summary>
    public void PrepareForExit(ExitKind exitKind)
    {
        lock (_lock)
        {
            if (_displays.Count > 0)
            {
                _region.PrepareForExit(Frame, isStopped: exitKind == ExitKind.Stopped);
            }
        }
    }

    public void Suspend() => _region.Suspend();

    public void Resume() => _region.Resume();

    public void WriteControlSequence(string sequence) => _region.WriteControlSequence(sequence);

    /// <summary>Handles a change of the screen's size, or its use by another program.</summary>
    public void OnScreenChanged(bool isPositionLost)
    {
        if (isPositionLost)
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
        // All rows, if they fit; otherwise each display has the same number of lines.
        List<FrameLine> lines = [.. _displays.SelectMany(display => display.Frame(options, height, _tick))];
        int heightPerDisplay = Math.Max(1, height / _displays.Count);
        return lines.Count <= height
            ? lines
            : [.. _displays.SelectMany(display => display.Frame(options, heightPerDisplay, _tick)).Take(height)];
    }

    private void End(RegionFrameFactory lines)
    {
        Release();
        _region.End(lines);
    }
}
