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

    /// <summary>The capabilities and the size of the console.</summary>
    public RenderOptions Options => _region.Options();

    /// <summary>Starts to monitor the program's output, for a tree that is drawn later.</summary>
    public void StartListening()
    {
        lock (_lock)
        {
            Capture();
        }
    }

    /// <summary>Adds a display with runs, unless it was added before.</summary>
    public void Add(TreeDisplay display)
    {
        lock (_lock)
        {
            if (!_displays.Contains(display))
            {
                _displays.Add(display);
                Capture();
            }
        }
    }

    /// <summary>Requests the next frame on behalf of a display. All displays on the console are part of it.</summary>
    public FrameRequest RequestFrame(TreeDisplay display)
    {
        lock (_lock)
        {
            FrameRequest request = CreateRequest();

            // Displays have independent timers; only the first one advances the spinners.
            _tick += _displays[0] == display ? 1 : 0;
            return request;
        }
    }

    /// <summary>Draws a frame: measures the space, renders, and writes. No lock is held from one to the next.</summary>
    public void Draw(FrameRequest request)
    {
        if (_region.BeginFrame(request.Generation) is { } space)
        {
            _region.Draw(space, Render(request, space));
        }
    }

    /// <summary>Discards frames that are being rendered.</summary>
    public void DiscardFrame() => _region.DiscardFrame();

    /// <summary>Writes permanent lines of a display with further runs.</summary>
    public void WritePermanent(IReadOnlyList<FrameLine> lines)
    {
        FrameRequest request;
        lock (_lock)
        {
            _region.WritePermanent(lines);
            request = CreateRequest();
        }

        Draw(request);
    }

    /// <summary>Writes the final lines of a display without further runs.</summary>
    public void Finish(TreeDisplay display, IReadOnlyList<FrameLine> lines)
    {
        FrameRequest request;
        lock (_lock)
        {
            _displays.Remove(display);
            if (_displays.Count == 0)
            {
                Release();
                _region.End(lines);
                return;
            }

            _region.WritePermanent(lines);
            request = CreateRequest();
        }

        Draw(request);
    }

    /// <summary>Leaves a display's runs on the screen in their current state.</summary>
    public void Detach(TreeDisplay display)
    {
        lock (_lock)
        {
            if (!_displays.Contains(display))
            {
                if (_displays.Count == 0)
                {
                    Release();
                    _region.StopListening();
                }

                return;
            }
        }

        RenderOptions options = Options;
        Finish(display, display.Render(options, RegionComposer.MaxHeight(options.ConsoleSize), _tick).Lines);
    }

    /// <summary>
    /// Leaves everything on the screen in its current state, with the cursor below, for a process that may end at any moment or
    /// is stopped.
    /// </summary>
    public void PrepareForExit(ExitKind exitKind)
    {
        FrameRequest request;
        lock (_lock)
        {
            request = CreateRequest();
        }

        if (request.Displays.Count > 0)
        {
            RegionSpace space = _region.MeasureForExit();
            _region.PrepareForExit(space, Render(request, space).Lines, isStopped: exitKind == ExitKind.Stopped);
        }
    }

    public void Suspend() => _region.Suspend();

    public void Resume() => _region.Resume();

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

    private FrameRequest CreateRequest() => new([.. _displays], _tick, _region.Generation);

    private static RegionFrame Render(FrameRequest request, RegionSpace space)
    {
        // All rows, if they fit; otherwise each display has the same number of lines.
        TreeFrame[] frames = RenderEach(request, space.Frame, space.Height);
        if (frames.Sum(frame => frame.Lines.Count) > space.Height)
        {
            frames = RenderEach(request, space.Frame, Math.Max(1, space.Height / request.Displays.Count));
        }

        return new RegionFrame(
            [.. frames.SelectMany(frame => frame.Lines).Take(space.Height)],
            TaskbarProgress.Of([.. frames.SelectMany(frame => frame.TaskbarRuns)]));
    }

    private static TreeFrame[] RenderEach(FrameRequest request, RenderOptions options, int height) =>
        [.. request.Displays.Select(display => display.Render(options, height, request.Tick))];
}
