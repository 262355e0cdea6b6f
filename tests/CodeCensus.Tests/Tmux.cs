using System.Diagnostics;

namespace CodeCensus.Tests;

/// <summary>A real terminal: a tmux server of its own, ended with the test.</summary>
internal sealed class Tmux : IDisposable
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(2);

    private readonly string _server = $"census-{Guid.NewGuid():N}";

    private Tmux()
    {
    }

    public static bool IsInstalled { get; } = Environment.GetEnvironmentVariable("PATH")?
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "tmux"))) == true;

    /// <summary>Runs a command in a terminal of that size; the terminal stays when the command ends.</summary>
    public static async Task<Tmux> RunAsync(int width, int height, params string[] command)
    {
        var tmux = new Tmux();
        string line = string.Join(' ', command.Select(word => $"'{word}'"));
        await tmux.CallAsync("-f", "/dev/null", "new-session", "-d", "-s", "s", "-x", $"{width}", "-y", $"{height}", "bash --norc");
        await tmux.CallAsync("send-keys", "-t", "s", $"PS1=; clear; {line}; echo ended with $?", "Enter");
        return tmux;
    }

    public Task PressAsync(string key) => CallAsync("send-keys", "-t", "s", key);

    public Task<string> ScreenAsync() => CallAsync("capture-pane", "-p", "-t", "s");

    /// <summary>Whether the cursor can be seen.</summary>
    public async Task<bool> IsCursorVisibleAsync() => (await CallAsync("display-message", "-p", "-t", "s", "#{cursor_flag}")).Trim() == "1";

    /// <summary>The screen once it shows a text.</summary>
    public async Task<string> WaitForAsync(string text)
    {
        using var guard = new CancellationTokenSource(HangGuard);
        while (true)
        {
            string screen = await ScreenAsync();
            if (screen.Contains(text, StringComparison.Ordinal))
            {
                return screen;
            }

            if (guard.IsCancellationRequested)
            {
                throw new TimeoutException($"The screen never showed '{text}':\n{screen}");
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    public void Dispose() => CallAsync("kill-server").GetAwaiter().GetResult();

    private async Task<string> CallAsync(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("tmux", ["-u", "-L", _server, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"tmux {string.Join(' ', arguments)}: {await error}");
    }
}
