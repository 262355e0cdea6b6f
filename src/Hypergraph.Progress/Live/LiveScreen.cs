using System.Runtime.CompilerServices;
using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// One console's live region, shared by all displays on that console: their runs stand in it one below the other.
/// </summary>
internal sealed class LiveScreen
{
    private static readonly ConditionalWeakTable<IAnsiConsole, LiveScreen> Screens = [];

    private readonly object _gate = new();
    private readonly TerminalOutput _output;
    private readonly LiveRegion _region;
    private readonly List<(LiveDisplay Display, IReadOnlyList<ProgressRun> Runs)> _shown = [];
    private ConsoleCapture? _capture;
    private bool _givesWayToKeys;
    private int _tick;

    private LiveScreen(IAnsiConsole console)
    {
        _output = TerminalOutput.Of(console);
        _region = new LiveRegion(console, _output);
    }

    /// <summary>The screen of a console.</summary>
    public static LiveScreen Of(IAnsiConsole console) =>
        Screens.GetValue(console is PromptingConsole prompting ? prompting.Former : console, key => new LiveScreen(key));

    /// <summary>Brings a display's runs up to date.</summary>
    public void Show(LiveDisplay display, IReadOnlyList<ProgressRun> runs)
    {
        lock (_gate)
        {
            Set(display, runs);
            Draw();

            // Displays keep their own pace; one of them turns the spinners.
            _tick += _shown[0].Display == display ? 1 : 0;
        }
    }

    /// <summary>Writes lines of a display that stay, and takes its runs off or brings them up to date.</summary>
    public void Commit(LiveDisplay display, RegionFrame lines, IReadOnlyList<ProgressRun> open)
    {
        lock (_gate)
        {
            Set(display, open);
            if (_shown.Count == 0)
            {
                End(lines);
                return;
            }

            _region.Commit(lines);
            Draw();
        }
    }

    /// <summary>Leaves a display's runs on the screen as they stand.</summary>
    public void Leave(LiveDisplay display, IReadOnlyList<ProgressRun> runs) =>
        Commit(display, (options, _) => display.Frame(runs, options, Math.Max(1, options.ConsoleSize.Height - 1), _tick), []);

    /// <summary>Has everything stand as it is, with the cursor below, for a process that may end at any moment.</summary>
    public void Park()
    {
        lock (_gate)
        {
            if (_shown.Count > 0 && !_output.IsTakenOver)
            {
                _region.Park(Frame());
            }
        }
    }

    public void Suspend() => _region.Suspend();

    public void Resume() => _region.Resume();

    /// <summary>The screen has another size, or another program has had it.</summary>
    public void Changed(bool isForgotten)
    {
        if (isForgotten)
        {
            _region.Forget();
        }

        _region.Invalidate();
    }

    private void Set(LiveDisplay display, IReadOnlyList<ProgressRun> runs)
    {
        int at = _shown.FindIndex(shown => shown.Display == display);
        if (runs.Count == 0)
        {
            _shown.RemoveAll(shown => shown.Display == display);
        }
        else if (at < 0)
        {
            _shown.Add((display, runs));
        }
        else
        {
            _shown[at] = (display, runs);
        }
    }

    private void Draw()
    {
        if (_output.IsTakenOver || GivesWayToKeys() || _shown.Count == 0)
        {
            return;
        }

        _capture ??= _output.IsProcessTerminal ? ConsoleCapture.Start(_region) : null;
        _region.Draw(Frame());
    }

    private RegionFrame Frame()
    {
        int tick = _tick;
        LiveDisplay first = _shown[0].Display;
        List<ProgressRun> runs = [.. _shown.SelectMany(shown => shown.Runs)];
        return (options, height) => first.Frame(runs, options, height, tick);
    }

    /// <summary>
    /// Not every wait for a key can be seen coming, as those by <see cref="Console.In"/> and prompts can. But the
    /// terminal tells of it while it lasts.
    /// </summary>
    private bool GivesWayToKeys()
    {
        bool isReading = _output.IsReadingKeys;
        if (isReading != _givesWayToKeys)
        {
            _givesWayToKeys = isReading;
            (isReading ? (Action)_region.Suspend : _region.Resume)();
        }

        return isReading;
    }

    private void End(RegionFrame lines)
    {
        _capture?.Dispose();
        _capture = null;
        if (_givesWayToKeys)
        {
            _givesWayToKeys = false;
            _region.Resume();
        }

        if (!_output.IsTakenOver)
        {
            _region.End(lines);
        }
    }
}
