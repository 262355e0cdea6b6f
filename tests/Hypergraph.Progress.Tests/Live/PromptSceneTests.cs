using static Hypergraph.Progress.Tests.SceneBars;

namespace Hypergraph.Progress.Tests;

/// <summary>
/// What Spectre.Console asks and shows in a real terminal while the tree is live: on its own console, on that of before the
/// run, and on another one that was made before. The screen is what it is without the tree, with the tree below.
/// </summary>
public sealed class PromptSceneTests
{
    [Theory]
    [InlineData("select-own")]
    [InlineData("select-held")]
    [InlineData("select-made")]
    public async Task List_prompt_Has_the_screen_to_itself_And_leaves_nothing(string name)
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync(name);
        await scene.Tmux.WaitForAsync(screen => screen == "before\nWhich?\n\n> one\n  two\n  three", "the prompt alone");
        await scene.Tmux.WaitForReaderAsync();
        await scene.Tmux.PressAsync("Down");
        await scene.Tmux.WaitForAsync(screen => screen == "before\nWhich?\n\n  one\n> two\n  three", "the second choice");
        await scene.Tmux.PressAsync("Enter");
        await EndsWithAsync(scene, "before\nIt is two.\nafter");
    }

    [Theory]
    [InlineData("multi-own")]
    [InlineData("multi-held")]
    [InlineData("multi-made")]
    public async Task Multi_list_prompt_Has_the_screen_to_itself_And_leaves_nothing(string name)
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync(name);
        await scene.WaitForAsync("before\nWhich?\n\n> [ ] one");
        Assert.DoesNotContain("📦", await scene.Tmux.ScreenAsync(), StringComparison.Ordinal);
        await scene.Tmux.WaitForReaderAsync();
        await scene.Tmux.PressAsync("Space");
        await scene.WaitForAsync("> [X] one");
        await scene.Tmux.PressAsync("Down");
        await scene.WaitForAsync("> [ ] two");
        await scene.Tmux.PressAsync("Space", "Enter");
        await EndsWithAsync(scene, "before\nIt is one and two.\nafter");
    }

    [Theory]
    [InlineData("text-own")]
    [InlineData("text-held")]
    [InlineData("text-made")]
    public async Task Text_prompt_Looks_as_without_the_tree(string name)
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync(name);
        await scene.WaitForAsync("before\nName?");
        await scene.Tmux.WaitForReaderAsync();
        await scene.Tmux.PressAsync("Anna", "BSpace");
        await scene.WaitForAsync("before\nName? Ann");
        await scene.Tmux.PressAsync("Enter");
        await EndsWithAsync(scene, "before\nName? Ann\nHello, Ann!\nafter");
    }

    [Theory]
    [InlineData("sure-own")]
    [InlineData("sure-held")]
    [InlineData("sure-made")]
    public async Task Confirmation_prompt_Looks_as_without_the_tree(string name)
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync(name);
        await scene.WaitForAsync("before\nSure? [y/n] (y):");
        await scene.Tmux.WaitForReaderAsync();
        await scene.Tmux.PressAsync("n", "Enter");
        await EndsWithAsync(scene, "before\nSure? [y/n] (y): n\nNot sure.\nafter");
    }

    [Theory]
    [InlineData("secret-own")]
    [InlineData("secret-held")]
    [InlineData("secret-made")]
    public async Task Secret_prompt_Looks_as_without_the_tree(string name)
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync(name);
        await scene.WaitForAsync("before\nWord?");
        await scene.Tmux.WaitForReaderAsync();
        await scene.Tmux.PressAsync("abc");
        await scene.WaitForAsync("before\nWord? ***");
        await scene.Tmux.PressAsync("Enter");
        await EndsWithAsync(scene, "before\nWord? ***\n3 characters.\nafter");
    }

    [Theory]
    [InlineData("number-own")]
    [InlineData("number-held")]
    [InlineData("number-made")]
    public async Task Text_prompt_that_asks_again_Looks_as_without_the_tree(string name)
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync(name);
        await scene.WaitForAsync("before\nNumber? (7):");
        await scene.Tmux.WaitForReaderAsync();
        await scene.Tmux.PressAsync("x", "Enter");
        await scene.WaitForAsync("before\nNumber? (7): x\nNo number.\nNumber? (7):");
        await scene.Tmux.PressAsync("12", "Enter");
        await scene.WaitForAsync("Number? (7): 12\nNo number.\nNumber? (7):");
        await scene.Tmux.PressAsync("Enter");
        await EndsWithAsync(scene, "before\nNumber? (7): x\nNo number.\nNumber? (7): 12\nNo number.\nNumber? (7): 7\nIt is 7.\nafter");
    }

    [Theory]
    [InlineData("search-own")]
    [InlineData("search-held")]
    [InlineData("search-made")]
    public async Task List_prompt_of_several_pages_Can_be_searched_And_leaves_nothing(string name)
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync(name);
        await scene.WaitForAsync("before\nWhich?\n\n> one\n  two\n  three");
        Assert.DoesNotContain("📦", await scene.Tmux.ScreenAsync(), StringComparison.Ordinal);
        await scene.Tmux.WaitForReaderAsync();
        await scene.Tmux.PressAsync("fi");
        await scene.WaitForAsync("> five");
        await scene.Tmux.PressAsync("Enter");
        await EndsWithAsync(scene, "before\nIt is five.\nafter");
    }

    [Theory]
    [InlineData("status-own", "Thinking")]
    [InlineData("status-held", "Thinking")]
    [InlineData("status-made", "Thinking")]
    [InlineData("progress-own", "Loading")]
    [InlineData("progress-held", "Loading")]
    [InlineData("progress-made", "Loading")]
    [InlineData("table-own", "Table 2\nand more")]
    [InlineData("table-held", "Table 2\nand more")]
    [InlineData("table-made", "Table 2\nand more")]
    public async Task Live_display_of_spectre_Has_the_screen_to_itself_And_leaves_nothing(string name, string shown)
    {
        using SceneTerminal scene = await SceneTerminal.StartLiveAsync(name);
        string screen = await scene.Tmux.WaitForAsync(text => text.Contains(shown, StringComparison.Ordinal), shown);
        Assert.StartsWith("before\n", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("📦", screen, StringComparison.Ordinal);
        await scene.OpenAsync("alone");
        await EndsWithAsync(scene, "before\nafter");
    }

    private static async Task EndsWithAsync(SceneTerminal scene, string text)
    {
        await scene.WaitForWholeAsync($"{text}\n✓ 📦 ask   {Done}\n⠿ 📦 wait  {Waiting}");
        await scene.OpenAsync("wait");
        await scene.WaitForWholeAsync($"{text}\n✓ 📦 ask   {Done}\n✓ 📦 wait  {Done}\n✓ prompt completed!\nended with 0");
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());
    }
}
