using System.Runtime.InteropServices;

namespace Hypergraph.Progress;

/// <summary>
/// Tells when the process is about to end, or may be: by Ctrl-C, <see cref="Environment.Exit"/>, a signal or an unhandled
/// exception; and when something has happened to the terminal. It changes nothing about what follows.
/// </summary>
/// <param name="leaving">What to call before the process ends or is stopped.</param>
/// <param name="screenChanged">What to call when the terminal's size has changed; with true when another program has had it.</param>
internal sealed class ExitGuard(Action<ExitKind> leaving, Action<bool> screenChanged)
{
    private readonly List<PosixSignalRegistration> _signals = [];

    /// <param name="hasTerminal">Whether the terminal's signals are to be watched.</param>
    public void Arm(bool hasTerminal)
    {
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        if (!hasTerminal)
        {
            return;
        }

        // Whether a program that handles the signal too lives on can't be known here: it may be asked after this.
        Watch(PosixSignal.SIGINT, _ => leaving(ExitKind.Possible));
        Watch(PosixSignal.SIGQUIT, _ => leaving(ExitKind.Possible));
        Watch(PosixSignal.SIGTERM, _ => leaving(ExitKind.Possible));
        Watch(PosixSignal.SIGHUP, _ => leaving(ExitKind.Possible));
        if (!OperatingSystem.IsWindows())
        {
            Watch(PosixSignal.SIGTSTP, OnStop);
            Watch(PosixSignal.SIGCONT, _ => screenChanged(true));
            Watch(PosixSignal.SIGWINCH, _ => screenChanged(false));
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
            leaving(ExitKind.Stopped);
            context.Cancel = true;
            ProcessStop.Stop();
        }
    }

    private void OnProcessExit(object? sender, EventArgs e) => leaving(ExitKind.Certain);

    private void OnUnhandledException(object sender, UnhandledExceptionEventArgs e) => leaving(ExitKind.Certain);
}
