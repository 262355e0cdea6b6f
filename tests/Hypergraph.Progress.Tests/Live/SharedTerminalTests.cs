using static Hypergraph.Progress.Tests.SceneBars;

namespace Hypergraph.Progress.Tests;

/// <summary>A real terminal that the program shares with its shell, and with processes that it starts.</summary>
public sealed class SharedTerminalTests
{
    private const string Rows = $"✓ 📦 load  {Done}\n⠿ 📦 wait  {Waiting}\n· 📦 save  {Idle}";
    private const string Ended = $"✓ 📦 load  {Done}\n✓ 📦 wait  {Done}\n✓ 📦 save  {Done}\n✓ rows completed!";

    [Fact]
    public async Task CtrlZ_Leaves_the_tree_above_the_shell_And_fg_brings_it_back_Also_twice()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("rows", height: 30);
        await scene.WaitForWholeAsync(Rows);
        for (int stops = 1; stops <= 2; stops++)
        {
            await StopAsync(scene, stops);
            await scene.Tmux.EnterAsync($"echo in the shell {stops}; fg");
            await scene.WaitForAsync(screen => Count(screen, "📦 wait") == stops + 1, "the tree again");
            Assert.False(await scene.Tmux.IsCursorVisibleAsync());
        }

        await scene.OpenAsync("wait");
        string text = await scene.WaitForAsync("rows completed!");
        Assert.EndsWith(Ended, text, StringComparison.Ordinal);
        Assert.Equal(3, Count(text, "📦 wait"));
        Assert.StartsWith($"{Rows}\n", text, StringComparison.Ordinal);
        Assert.Contains("\nin the shell 1\n", text, StringComparison.Ordinal);
        await scene.Tmux.WaitForCursorAsync();
    }

    [Fact]
    public async Task Terminal_that_is_resized_while_the_program_is_stopped_Has_the_tree_below_the_shell()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("rows", height: 30);
        await scene.WaitForWholeAsync(Rows);
        await StopAsync(scene, 1);
        await scene.Tmux.ResizeAsync(64, 24);
        await scene.Tmux.EnterAsync("echo in the shell; fg");
        await scene.WaitForAsync(screen => Count(screen, "📦 wait") == 2, "the tree again");
        await scene.OpenAsync("wait");
        string text = await scene.WaitForAsync("rows completed!");

        Assert.StartsWith($"{Rows}\n", text, StringComparison.Ordinal);
        Assert.Contains("\nin the shell\n", text, StringComparison.Ordinal);
        Assert.Equal(2, Count(text, "📦 wait"));
    }

    [Fact]
    public async Task Program_that_is_continued_in_the_background_Does_not_draw_Until_it_is_in_the_foreground()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("rows", height: 30);
        await scene.WaitForWholeAsync(Rows);
        await StopAsync(scene, 1);
        await scene.Tmux.EnterAsync("bg");
        await scene.WaitForAsync("[1]+ dotnet");
        await scene.Tmux.EnterAsync("sleep 1; echo in the shell");
        string shell = await scene.WaitForAsync("\nin the shell");
        Assert.Equal(1, Count(shell, "📦 wait"));
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());

        await scene.Tmux.EnterAsync("fg");
        await scene.WaitForAsync(screen => Count(screen, "📦 wait") == 2, "the tree again");
        await scene.OpenAsync("wait");
        Assert.StartsWith(shell, await scene.WaitForAsync("rows completed!"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Background_job_Shows_its_end_only()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("rows", height: 30, after: "& sleep 2");
        await scene.WaitForAsync("ended with 0");
        Assert.Equal(0, Count(await scene.ScreenAsync(), "📦"));
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());

        await scene.OpenAsync("wait");
        Assert.Contains(Ended, await scene.WaitForAsync("rows completed!"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Child_Has_the_screen_From_its_first_line_to_its_end_And_the_tree_comes_back_below()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("child");
        await scene.Tmux.WaitForAsync(screen => screen.Trim('\n') == "first", "the child's line alone");
        await scene.OpenAsync("detected");
        await scene.Tmux.WaitForAsync(screen => screen.Trim('\n') == "first\nsecond\nthird", "the child's lines alone");
        await scene.OpenAsync("begun");
        string text = "first\nsecond\nthird\nline 1\nline 2\nline 3\nerror\nopen";
        await scene.WaitForAsync(screen => screen.Trim('\n') == $"{text}\n\n✓ 📦 start  {Done}\n⠿ 📦 wait   {Waiting}", "the tree below");
        await scene.OpenAsync("wait");
        await scene.WaitForWholeAsync($"{text}\n✓ 📦 start  {Done}\n✓ 📦 wait   {Done}\n✓ child completed!\nended with 0");
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());
    }

    [Fact]
    public async Task Password_prompt_of_a_child_Has_the_screen_to_itself()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("password");
        await scene.Tmux.WaitForAsync(screen => screen.Trim('\n') == "Password:", "the prompt alone");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal("Password:", (await scene.Tmux.ScreenAsync()).Trim('\n'));
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());
        Assert.StartsWith("10,", await scene.Tmux.CursorAsync(), StringComparison.Ordinal);

        await scene.Tmux.PressAsync("secret", "Enter");
        string text = "Password:\ngot 6 characters";
        await scene.WaitForAsync(screen => screen.Trim('\n') == $"{text}\n\n✓ 📦 start  {Done}\n⠿ 📦 wait   {Waiting}", "the tree below");
        await scene.OpenAsync("wait");
        await scene.WaitForAsync(screen => screen == $"{text}\n✓ 📦 start  {Done}\n✓ 📦 wait   {Done}\n✓ password completed!\nended with 0", "the end");
    }

    [Theory]
    [InlineData("pager", "less", "line 15\n", "q")]
    [InlineData("editor", "vim", "line 15\n", ":q! Enter")]
    public async Task Child_that_fills_the_screen_Has_it_to_itself_And_the_tree_comes_back(string name, string program, string shown, string end)
    {
        Assert.SkipUnless(Programs.Has(program), $"{program} is not installed.");
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync(name);
        string page = await scene.WaitForAsync(shown);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal(0, Count(page + await scene.ScreenAsync(), "📦"));

        await scene.Tmux.PressAsync(end.Split(' '));
        await scene.WaitForAsync(screen => screen.Trim('\n') == $"✓ 📦 start  {Done}\n⠿ 📦 wait   {Waiting}", "the tree");
        await scene.OpenAsync("wait");
        await scene.WaitForAsync(screen => screen.Trim('\n') == $"✓ 📦 start  {Done}\n✓ 📦 wait   {Done}\n✓ {name} completed!\nended with 0", "the end");
    }

    [Theory]
    [InlineData("first")]
    [InlineData("first-spectre")]
    public async Task Line_that_is_begun_before_the_first_frame_Stays_whole(string name)
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync(name);
        await scene.WaitForWholeAsync($"begun\n⠿ 📦 write  {Waiting}\n⠿ 📦 wait   {Waiting}");
        await scene.OpenAsync("begun");
        await scene.WaitForWholeAsync($"begun and ended\n✓ 📦 write  {Done}\n⠿ 📦 wait   {Waiting}");
    }

    [Fact]
    public async Task Key_that_the_runtime_shows_Stands_where_it_was_asked_for()
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync("echo");
        await scene.WaitForAsync($"Any key\n⠿ 📦 ask   {Waiting}");
        await scene.Tmux.WaitForReaderAsync();
        await scene.Tmux.WaitForCursorAsync();
        Assert.Equal("8,0", await scene.Tmux.CursorAsync());
        await scene.Tmux.PressAsync("x");
        await scene.WaitForWholeAsync($"Any key x\nIt was x.\n✓ 📦 ask   {Done}\n⠿ 📦 wait  {Waiting}");
    }

    private static async Task StopAsync(SceneTerminal scene, int stops)
    {
        await scene.Tmux.PressAsync("C-z");
        string screen = await scene.WaitForAsync(text => Count(text, "Stopped") == stops, "the shell");
        Assert.Equal(stops, Count(screen, "📦 wait"));
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
