namespace Hypergraph.Progress;

/// <summary>
/// Calls a method when the process is about to end, by Ctrl-C, <see cref="Environment.Exit"/>, a signal or an unhandled
/// exception. It changes nothing about the ending.
/// </summary>
/// <param name="leave">What to call; with true when the process ends for certain.</param>
internal sealed class ExitGuard(Action<bool> leave)
{
    private bool _hasCancelKey;

    /// <param name="hasCancelKey">Whether Ctrl-C is to be watched: only where there is a terminal.</param>
    public void Arm(bool hasCancelKey)
    {
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        _hasCancelKey = hasCancelKey;
        if (hasCancelKey)
        {
            Console.CancelKeyPress += OnCancelKeyPress;
        }
    }

    public void Disarm()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        if (_hasCancelKey)
        {
            Console.CancelKeyPress -= OnCancelKeyPress;
        }
    }

    private void OnProcessExit(object? sender, EventArgs e) => leave(true);

    private void OnUnhandledException(object sender, UnhandledExceptionEventArgs e) => leave(true);

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs e)
    {
        // A program that has taken the key over stops in its own way, and its runs end as such.
        if (!e.Cancel)
        {
            leave(false);
        }
    }
}
