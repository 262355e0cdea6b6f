using System.Diagnostics;
using System.Globalization;

namespace Hypergraph.Progress.Tests;

/// <summary>A real terminal: a tmux server of its own, ended with the test.</summary>
public sealed class Tmux : IDisposable
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(2);

    private readonly string _server = $"hypergraph-{Guid.NewGuid():N}";

    private string? _frozenServer;

    private Tmux()
    {
    }

    /// <summary>Whether there is tmux on this machine.</summary>
    public static bool IsInstalled { get; } = Programs.Has("tmux");

    /// <summary>Opens a terminal of that size and enters a line in its shell; the terminal stays when that has ended.</summary>
    public static async Task<Tmux> OpenAsync(int width, int height, string line)
    {
        var tmux = new Tmux();

        // As outside of CI, where the tree would be lines of text, in colour (the test runner may disable it for itself), and with
        // characters beyond ASCII.
        await tmux.CallAsync("-f", "/dev/null", "new-session", "-d", "-s", "s", "-x", $"{width}", "-y", $"{height}", "env -u CI -u HYPERGRAPH_PROGRESS -u NO_COLOR -u FORCE_COLOR -u LC_ALL -u LC_CTYPE LANG=C.UTF-8 bash --norc");
        await tmux.EnterAsync($"PS1=; clear; {line}; echo ended with $?");
        return tmux;
    }

    /// <summary>Runs a command in a terminal of that size.</summary>
    public static Task<Tmux> RunAsync(int width, int height, params string[] command) =>
        OpenAsync(width, height, string.Join(' ', command.Select(word => $"'{word}'")));

    /// <summary>Enters a line.</summary>
    public Task EnterAsync(string line) => PressAsync(line, "Enter");

    public Task PressAsync(params string[] keys) => CallAsync(["send-keys", "-t", "s", .. keys]);

    public Task ResizeAsync(int width, int height) => CallAsync("resize-window", "-t", "s", "-x", $"{width}", "-y", $"{height}");

    /// <summary>What stands on the screen.</summary>
    public async Task<string> ScreenAsync() => Trimmed(await CallAsync("capture-pane", "-p", "-t", "s"));

    /// <summary>What stands on the screen, with the sequences that set its colours.</summary>
    public Task<string> ColoredScreenAsync() => CallAsync("capture-pane", "-p", "-e", "-t", "s");

    /// <summary>What has left the screen at its top.</summary>
    public async Task<string> HistoryAsync()
    {
        int lines = int.Parse(await AskAsync("#{history_size}"), CultureInfo.InvariantCulture);
        return lines == 0 ? "" : Trimmed(await CallAsync("capture-pane", "-p", "-S", "-", "-E", "-1", "-t", "s"));
    }

    /// <summary>Whether the cursor can be seen.</summary>
    public async Task<bool> IsCursorVisibleAsync() => await AskAsync("#{cursor_flag}") == "1";

    /// <summary>Waits until the cursor can be seen.</summary>
    public Task WaitForCursorAsync() => UntilAsync(() => AskAsync("#{cursor_flag}"), flag => flag == "1", "a cursor");

    /// <summary>Waits until the program reads keys one by one: those that are pressed before, the terminal itself shows and keeps back.</summary>
    public async Task WaitForReaderAsync()
    {
        string terminal = await AskAsync("#{pane_tty}");
        await UntilAsync(() => OutputOfAsync("stty", "-F", terminal, "-a"), modes => modes.Contains("-icanon", StringComparison.Ordinal), "a reader");
    }

    /// <summary>Stops the terminal, so that it accepts no more output, and fills the system's buffer for it. <see cref="Thaw"/> ends this.</summary>
    /// <returns>The program in the terminal.</returns>
    public async Task<Process> FreezeAsync()
    {
        string terminal = await AskAsync("#{pane_tty}");
        string shell = await AskAsync("#{pane_pid}");
        string children = await File.ReadAllTextAsync($"/proc/{shell}/task/{shell}/children");
        _frozenServer = await AskAsync("#{pid}");
        await OutputOfAsync("kill", "-STOP", _frozenServer);
        await OutputOfAsync("sh", "-c", $"dd if=/dev/zero of={terminal} bs=64 count=100000 oflag=nonblock 2>&1 || true");
        return Process.GetProcessById(int.Parse(children.Split(' ')[0], CultureInfo.InvariantCulture));
    }

    /// <summary>Asks a program of the terminal to end.</summary>
    public static Task TerminateAsync(Process program) => OutputOfAsync("kill", "-TERM", $"{program.Id}");

    /// <summary>Lets the terminal continue.</summary>
    public void Thaw()
    {
        if (_frozenServer is { } server)
        {
            _frozenServer = null;
            OutputOfAsync("kill", "-CONT", server).GetAwaiter().GetResult();
        }
    }

    /// <summary>The cursor's column and line.</summary>
    public Task<string> CursorAsync() => AskAsync("#{cursor_x},#{cursor_y}");

    /// <summary>The screen once it shows a text.</summary>
    public Task<string> WaitForAsync(string text) => WaitForAsync(screen => screen.Contains(text, StringComparison.Ordinal), text);

    /// <summary>The screen once it shows what is looked for.</summary>
    /// <param name="isThere">Whether a screen shows it.</param>
    /// <param name="what">What it is, for the message.</param>
    public Task<string> WaitForAsync(Predicate<string> isThere, string what) => UntilAsync(ScreenAsync, isThere, what);

    /// <summary>What is seen once it is what is looked for. One look may come in the middle of a frame.</summary>
    /// <param name="look">Looks.</param>
    /// <param name="isThere">Whether a look shows it.</param>
    /// <param name="what">What it is, for the message.</param>
    public static async Task<string> UntilAsync(Func<Task<string>> look, Predicate<string> isThere, string what)
    {
        using var guard = new CancellationTokenSource(HangGuard);
        while (true)
        {
            string seen = await look();
            if (isThere(seen))
            {
                return seen;
            }

            if (guard.IsCancellationRequested)
            {
                throw new TimeoutException($"The terminal never showed '{what}':\n{seen}");
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        Thaw();
        CallAsync("kill-server").GetAwaiter().GetResult();
    }

    private static string Trimmed(string screen) => string.Join('\n', screen.Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n');

    private async Task<string> AskAsync(string format) => (await CallAsync("display-message", "-p", "-t", "s", format)).Trim();

    private Task<string> CallAsync(params string[] arguments) => OutputOfAsync("tmux", ["-u", "-L", _server, .. arguments]);

    private static async Task<string> OutputOfAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await error}");
    }
}
