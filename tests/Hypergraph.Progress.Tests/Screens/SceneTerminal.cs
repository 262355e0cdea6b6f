using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Hypergraph.Progress.Tests;

/// <summary>A scene of the program Hypergraph.Terminal in a real terminal, and the gates at which it waits.</summary>
public sealed partial class SceneTerminal : IDisposable
{
    private readonly string _folder;

    private SceneTerminal(string folder, Tmux tmux)
    {
        _folder = folder;
        Tmux = tmux;
    }

    public Tmux Tmux { get; }

    /// <param name="scene">The scene.</param>
    /// <param name="width">The terminal's columns.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="before">What the shell does before.</param>
    /// <param name="after">What stands behind the command: where its output goes. FOLDER is a folder for files.</param>
    public static async Task<SceneTerminal> StartAsync(string scene, int width = 70, int height = 16, string before = "", string after = "")
    {
        Assert.SkipUnless(Tmux.IsInstalled, "tmux is not installed.");
        string folder = Directory.CreateTempSubdirectory("hypergraph-scene-").FullName;
        foreach (string gate in new[] { "live", "logged", "detected", "begun", "alone", "wait", "n00", "step" })
        {
            using Process made = Process.Start("mkfifo", [Path.Combine(folder, gate)]);
            await made.WaitForExitAsync();
        }

        string program = Path.Combine(AppContext.BaseDirectory, "Hypergraph.Terminal.dll");
        string line = $"stty -g > FOLDER/modes; {before} dotnet '{program}' {scene} FOLDER {after}";
        return new SceneTerminal(folder, await Tmux.OpenAsync(width, height, line.Replace("FOLDER", $"'{folder}'", StringComparison.Ordinal)));
    }

    /// <summary>A scene whose tree is on the screen, so that its node 'wait' waits, and whose other node continues.</summary>
    public static async Task<SceneTerminal> StartLiveAsync(string scene, int width = 70, int height = 16)
    {
        SceneTerminal terminal = await StartAsync(scene, width, height);
        await terminal.WaitForAsync(screen => screen.Split('\n').Any(IsWaiting), "the node that waits");
        await terminal.OpenAsync("live");
        return terminal;
    }

    private static bool IsWaiting(string line) =>
        line.StartsWith("⠿ 📦 wait ", StringComparison.Ordinal) && line.EndsWith(SceneBars.Waiting, StringComparison.Ordinal);

    /// <summary>Lets the scene pass a gate, once it is there.</summary>
    public Task OpenAsync(string gate) => Task.Run(() => File.WriteAllText(Path.Combine(_folder, gate), "\n"));

    /// <summary>Whether the terminal's modes are what they were before the scene, when that is over.</summary>
    public async Task<bool> HasModesOfBeforeAsync()
    {
        await Tmux.EnterAsync($"printf 'modes are %s.\\n' $(stty -g | cmp -s - '{_folder}/modes' && echo the same || echo others)");
        string screen = await Tmux.WaitForAsync(text => text.Contains("modes are the", StringComparison.Ordinal) || text.Contains("modes are others", StringComparison.Ordinal), "the modes");
        return screen.Contains("modes are the", StringComparison.Ordinal);
    }

    /// <summary>The screen without what time alone changes: spinners stand still, and durations are left out.</summary>
    public async Task<string> ScreenAsync() => Still(await Tmux.ScreenAsync());

    /// <summary>What has left the screen at its top, and the screen, likewise.</summary>
    public async Task<string> AllAsync() => Still($"{await Tmux.HistoryAsync()}\n{await Tmux.ScreenAsync()}".Trim('\n'));

    /// <summary>The screen once it shows a text, spinners standing still.</summary>
    public async Task<string> WaitForAsync(string text) =>
        Still(await Tmux.WaitForAsync(screen => Still(screen).Contains(text, StringComparison.Ordinal), text));

    /// <summary>The screen once it shows what is looked for, spinners standing still.</summary>
    public Task<string> WaitForAsync(Predicate<string> isThere, string what) => Tmux.UntilAsync(ScreenAsync, isThere, what);

    /// <summary>Waits until the screen shows a text and nothing else, spinners standing still.</summary>
    public Task WaitForWholeAsync(string text) => Tmux.UntilAsync(ScreenAsync, screen => screen == text, text);

    /// <summary>The screen with its colours, drawn on a screen of this process.</summary>
    public async Task<VirtualScreen> PictureAsync(int width, int height)
    {
        var screen = new VirtualScreen(width, height, mapWidth: 1);
        string text = BlackBackground().Replace(Still(await Tmux.ColoredScreenAsync()).TrimEnd('\n'), "");

        // The screen has the last code only; that the colour is the usual one, tmux says after every other.
        screen.Write(text.Replace("\e[2m\e[39m", "\e[2m", StringComparison.Ordinal).Replace("\n", "\n\r", StringComparison.Ordinal));
        return screen;
    }

    public void Dispose()
    {
        Tmux.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Still(string screen) => Duration().Replace(Spinner().Replace(screen, "⠿"), "");

    /// <summary>The times of running and ended nodes, and of the run.</summary>
    [GeneratedRegex(@"(?<=/1)( |\e\[[0-9;]*m)+[0-9.:]+( m?s)?(?=(\e\[[0-9;]*m)*$)|(?<=\S) \([0-9.:]+ (ms|s|min)[^)]*\)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\e\[4[09]m")]
    private static partial Regex BlackBackground();

    [GeneratedRegex("[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]")]
    private static partial Regex Spinner();
}
