using System.Diagnostics;
using static Hypergraph.Progress.Tests.SceneBars;

namespace Hypergraph.Progress.Tests;

/// <summary>What a person sees in a real terminal, and does there.</summary>
public sealed class SceneTests
{
    [Fact]
    public async Task Prints_Of_every_kind_Stand_above_the_tree_In_order()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("prints");
        await scene.WaitForAsync("logged");
        await scene.OpenAsync("logged");
        await scene.WaitForWholeAsync(
            $"""
            written to the output
            written to the errors
            info: work[0] logged
            written in green
            rendered by Spectre
            held on to
            begun
            ⠿ 📦 print  {Waiting}
            ⠿ 📦 wait   {Waiting}
            """);
        await AcceptedText.AssertComesAsync("../../docs/images/terminal-prints.svg", async () => ScreenPicture.Draw(await scene.PictureAsync(70, 16)));

        await scene.OpenAsync("begun");
        await scene.WaitForAsync($"begun and ended\n✓ 📦 print  {Done}");
        await scene.OpenAsync("wait");
        Assert.EndsWith(
            $"begun and ended\n✓ 📦 print  {Done}\n✓ 📦 wait   {Done}\n✓ prints completed!\nended with 0",
            await scene.WaitForAsync("ended with"),
            StringComparison.Ordinal);
        Assert.Equal("", await scene.Tmux.HistoryAsync());
    }

    [Fact]
    public async Task Question_Has_the_screen_to_itself_And_the_tree_comes_back_below_the_answer()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("prompt");
        await scene.Tmux.WaitForAsync(screen => screen == "Your name?", "the question alone");
        await scene.Tmux.WaitForReaderAsync();
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());
        Assert.Equal("11,0", await scene.Tmux.CursorAsync());

        await scene.Tmux.PressAsync("Anna", "BSpace", "Enter");
        await scene.WaitForAsync($"Your name? Ann\nHello, Ann!\n✓ 📦 ask   {Done}\n⠿ 📦 wait  {Waiting}");
        await AcceptedText.AssertComesAsync("../../docs/images/terminal-prompt.svg", async () => ScreenPicture.Draw(await scene.PictureAsync(70, 16)));
        await scene.OpenAsync("wait");
        Assert.Equal(
            $"Your name? Ann\nHello, Ann!\n✓ 📦 ask   {Done}\n✓ 📦 wait  {Done}\n✓ prompt completed!\nended with 0",
            await scene.WaitForAsync("ended with"));
    }

    [Fact]
    public async Task Prompt_of_spectre_Has_the_screen_to_itself()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("confirm");
        await scene.Tmux.WaitForAsync(screen => screen == "Go on? [y/n] (y):", "the prompt alone");
        await scene.Tmux.WaitForReaderAsync();
        await scene.Tmux.PressAsync("n", "Enter");
        await scene.WaitForAsync($"Go on? [y/n] (y): n\nNot sure.\n✓ 📦 ask   {Done}\n⠿ 📦 wait  {Waiting}");
    }

    [Fact]
    public async Task Key_that_is_waited_for_Leaves_the_tree_live()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("keys");
        await scene.WaitForAsync($"Any key\n⠿ 📦 ask   {Waiting}");
        await scene.Tmux.WaitForReaderAsync();
        await scene.Tmux.PressAsync("x");
        await scene.WaitForAsync($"Any key was x.\n✓ 📦 ask   {Done}\n⠿ 📦 wait  {Waiting}");
    }

    [Fact]
    public async Task Suspend_Hides_the_tree_Until_it_ends()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("suspend");
        await scene.Tmux.WaitForAsync(screen => screen == "Alone?", "the question alone");
        await scene.OpenAsync("alone");
        await scene.WaitForAsync($"Alone? Yes.\n✓ 📦 ask   {Done}\n⠿ 📦 wait  {Waiting}");
    }

    [Fact]
    public async Task More_rows_than_the_screen_Fold_into_it_At_any_size_And_leave_what_is_above_alone()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("many", width: 100, height: 12, before: "seq 20;");
        await scene.WaitForAsync("\n… 50 more (50 waiting)");
        await AcceptedText.AssertComesAsync("../../docs/images/terminal-many.svg", async () => ScreenPicture.Draw(await scene.PictureAsync(64, 12)));
        for (int width = 98; width >= 50; width -= 4)
        {
            await scene.Tmux.ResizeAsync(width, 12);
        }

        await scene.WaitForAsync("50 waiting");
        foreach ((int width, int height) in new[] { (50, 8), (90, 24), (70, 12) })
        {
            await scene.Tmux.ResizeAsync(width, height);
            await scene.WaitForAsync($"{60 - (height - 2)} waiting");
        }

        string[] expected = [.. Enumerable.Range(1, 20).Select(i => $"{i}"), "⠿ 📦 n00", "· 📦 n01"];
        await Tmux.UntilAsync(
            scene.AllAsync, all => all.Split('\n').Take(22).Select(line => line.Split("  ")[0]).SequenceEqual(expected), string.Join('\n', expected));
    }

    [Fact]
    public async Task CtrlC_Leaves_the_last_state_once_And_the_terminal_as_it_was()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("rows");
        string live = $"✓ 📦 load  {Done}\n⠿ 📦 wait  {Waiting}\n· 📦 save  {Idle}";
        await scene.WaitForWholeAsync(live);
        await scene.Tmux.PressAsync("C-c");
        await scene.Tmux.WaitForCursorAsync();
        Assert.True(await scene.HasModesOfBeforeAsync());

        Assert.StartsWith($"{live}\n", await scene.ScreenAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await scene.ScreenAsync()).Split("📦 wait").Length - 1);
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());
    }

    [Theory]
    [InlineData("signal")]
    [InlineData("key")]
    public async Task CtrlC_That_the_program_handles_Leaves_the_tree_once(string name)
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync(name);
        await scene.WaitForAsync($"✓ 📦 load  {Done}\n⠿ 📦 wait  {Waiting}");
        await scene.Tmux.PressAsync("C-c");
        await scene.Tmux.WaitForCursorAsync();
        await scene.OpenAsync("wait");

        string[] lines = (await scene.WaitForAsync("ended with 3")).Split('\n');
        Assert.Equal(["✓ 📦 load", "✓ 📦 wait", "- 📦 save"], lines[..3].Select(line => line.Split("  ")[0]));
        Assert.Equal(["■ rows stopped", "stopped in order", "ended with 3"], lines[3..]);
        Assert.True(await scene.HasModesOfBeforeAsync());
    }

    [Fact]
    public async Task Unhandled_exception_Comes_below_the_last_state()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("crash", width: 100);
        string screen = await scene.WaitForAsync("ended with 134");

        Assert.StartsWith(
            $"⠿ 📦 fall  {Waiting}\n⠿ 📦 wait  {Waiting}\nUnhandled exception. System.InvalidOperationException: Fallen.\n",
            screen,
            StringComparison.Ordinal);
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());
    }

    [Fact]
    public async Task Exit_Leaves_the_last_state()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("exit");

        Assert.Equal($"⠿ 📦 leave  {Waiting}\n⠿ 📦 wait   {Waiting}\nended with 5", await scene.WaitForAsync("ended with"));
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());
    }

    [Fact]
    public async Task Terminated_While_the_terminal_accepts_no_output_Ends()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        using SceneTerminal scene = await SceneTerminal.StartAsync("rows");
        await scene.WaitForWholeAsync($"✓ 📦 load  {Done}\n⠿ 📦 wait  {Waiting}\n· 📦 save  {Idle}");
        using Process program = await scene.Tmux.FreezeAsync();
        Assert.True(SpinWait.SpinUntil(() => IsFrameStuck(program.Id), TimeSpan.FromMinutes(1)));

        await Tmux.TerminateAsync(program);

        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await program.WaitForExitAsync(guard.Token);
    }

    [Fact]
    public async Task Terminated_Leaves_the_last_state()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("terminate");
        string screen = await scene.WaitForAsync("ended with 143");

        Assert.StartsWith($"⠿ 📦 end   {Waiting}\n⠿ 📦 wait  {Waiting}\n", screen, StringComparison.Ordinal);
        Assert.Equal(1, screen.Split("📦 wait").Length - 1);
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());
    }

    [Theory]
    [InlineData("clock-back")]
    [InlineData("clock-ahead")]
    public async Task Wall_clock_that_is_set_Neither_freezes_the_tree_nor_changes_its_times(string name)
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync(name);
        await scene.WaitForAsync($"✓ 📦 set   {Done}\n⠿ 📦 wait  {Waiting}");
        string live = await scene.Tmux.ScreenAsync();
        await scene.OpenAsync("wait");
        await scene.WaitForAsync($"✓ 📦 set   {Done}\n✓ 📦 wait  {Done}\n✓ clock completed!\nended with 0");
        Assert.DoesNotMatch("[0-9]+:[0-9]+:[0-9]+|min", live + await scene.Tmux.ScreenAsync());
    }

    [Fact]
    public async Task Line_about_a_processor_that_throws_Stands_whole_above_the_tree()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("throwing", width: 260);
        await scene.WaitForWholeAsync(
            $"""
            Hypergraph: event processor Hypergraph.Terminal.ThrowingProcessor failed on NodeEndEvent: InvalidOperationException: the disk is full. The run continues. This is written once for a processor; set Runner.Logger to see every failure.
            ✓ 📦 end   {Done}
            ⠿ 📦 wait  {Waiting}
            """);
        await scene.OpenAsync("wait");
        string text = await scene.WaitForAsync("ended with 0");
        Assert.EndsWith($".\n✓ 📦 end   {Done}\n✓ 📦 wait  {Done}\n✓ throwing completed!\nended with 0", text, StringComparison.Ordinal);
        Assert.Equal(5, text.Split('\n').Length);
    }

    [Fact]
    public async Task Line_that_is_longer_than_the_screen_Is_wrapped_above_the_tree()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("throwing");
        string text = await scene.WaitForAsync($"\n✓ 📦 end   {Done}\n⠿ 📦 wait  {Waiting}");
        string[] lines = text.Split('\n');
        Assert.Equal(6, lines.Length);
        Assert.StartsWith("Hypergraph: event processor", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("setRunner.Loggertoseeeveryfailure.", string.Concat(lines[..4]).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_that_goes_elsewhere_Is_the_programs_alone_And_the_tree_is_on_the_errors()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("lines", after: "> FOLDER/lines; seq -f 'line %g' 200 | cmp - FOLDER/lines");
        await scene.WaitForAsync($"✓ 📦 write  {Done}\n⠿ 📦 wait   {Waiting}");
        await scene.OpenAsync("wait");

        Assert.Equal(
            $"✓ 📦 write  {Done}\n✓ 📦 wait   {Done}\n✓ lines completed!\nended with 0",
            await scene.WaitForAsync("ended with"));
    }

    [Fact]
    public async Task Pager_Has_the_screen_to_itself()
    {
        Assert.SkipUnless(Programs.Has("less"), "less is not installed.");

        // The scene begins when the pager has the terminal.
        using SceneTerminal scene = await SceneTerminal.StartAsync(
            "lines", height: 8, before: "(until stty -a < /dev/tty | grep -q -e -icanon; do sleep 0.05; done;", after: ") | LESS= less");
        await scene.Tmux.WaitForAsync(screen => screen == "line 1\nline 2\nline 3\nline 4\nline 5\nline 6\nline 7\n:", "the first page");
        await scene.OpenAsync("wait");
        await scene.Tmux.PressAsync("G");
        await scene.WaitForAsync("line 200\n(END)");
        await scene.Tmux.PressAsync("q");
        Assert.Equal("ended with 0", await scene.WaitForAsync("ended with"));
    }

    /// <summary>Whether a thread waits for the terminal to accept output.</summary>
    private static bool IsFrameStuck(int process) =>
        Directory.EnumerateDirectories($"/proc/{process}/task").Any(thread => File.ReadAllText($"{thread}/wchan") == "wait_woken");
}
