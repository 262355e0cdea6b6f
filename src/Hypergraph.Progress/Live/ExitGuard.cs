using System.Runtime.InteropServices;
using Hypergraph.Progress.Display;
using Hypergraph.Progress.Live.Terminals;

namespace Hypergraph.Progress.Live;

/// <summary>
/// Reports when the process is about to end, or may be: by Ctrl-C, <see cref="Environment.Exit"/>, a signal or an unhandled
/// exception. Also reports changes of the terminal. It does not change how the process reacts.
/// </summary>
/// <param name="onLeaving">Called before the process ends or is stopped.</param>
/// <param name="onScreenChanged">
/// Called when the terminal's size has changed, with false, or when another program has used the terminal, with true.
/// </param>
internal sealed class ExitGuard(Action<ExitKind> onLeaving, Action<bool> onScreenChanged)
{
    private readonly List<PosixSignalRegistration> _signals = [];

    /// <param name="hasTerminal">Whether to handle the terminal's signals.</param>
    public void Arm(bool hasTerminal)
    {
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        if (!hasTerminal)
        {
            return;
        }

        // Whether the process survives is not known here: a handler of the program may run after this one.
        Watch(PosixSignal.SIGINT, _ => onLeaving(ExitKind.Possible));
        Watch(PosixSignal.SIGQUIT, _ => onLeaving(ExitKind.Possible));
        Watch(PosixSignal.SIGTERM, _ => onLeaving(ExitKind.Possible));
        Watch(PosixSignal.SIGHUP, _ => onLeaving(ExitKind.Possible));
        if (!OperatingSystem.IsWindows())
        {
            Watch(PosixSignal.SIGTSTP, OnStop);
            Watch(PosixSignal.SIGCONT, _ => onScreenChanged(true));
            Watch(PosixSignal.SIGWINCH, _ => onScreenChanged(false));
        }
    }

    public void Disarm()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        _signals.ForEach(signal => signal.Dispose());
        _signals.Clear();
    }

    private void Watch(PosixSignal signal, Action<PosixSignalContext> handle) =>
        _signals.Add(PosixSignalRegistration.Create(signal, handle));

    private void OnStop(PosixSignalContext context)
    {
        if (!context.Cancel)
        {
            onLeaving(ExitKind.Stopped);
            context.Cancel = true;
            ProcessStop.Stop();
        }
    }

    private void OnProcessExit(object? sender, EventArgs e) => onLeaving(ExitKind.Certain);

    private void OnUnhandledException(object sender, UnhandledExceptionEventArgs e) => onLeaving(ExitKind.Certain);
}
