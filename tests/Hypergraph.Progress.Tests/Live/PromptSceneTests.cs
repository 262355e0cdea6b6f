namespace Hypergraph.Progress.Tests;

/// <summary>
/// What Spectre.Console asks and shows in a real terminal while the tree is live: on its own console, on that of before the
/// run, and on another one that was made before. The screen is what it is without the tree, with the tree below.
/// </summary>
public sealed class PromptSceneTests
{
    private const string Waiting = "━━━━━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━ 0/1";
    private const string Done = "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1";

    [Theory]
    [InlineData("select-own")]
    [InlineData("select-held")]
    [InlineData("select-made")]
    public async Task ListPrompt_HasTheScreenToItself_AndLeavesNothing(string name)
    {
        using SceneTerminal scene = await StartAsync(name);
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
    public async Task MultiListPrompt_HasTheScreenToItself_AndLeavesNothing(string name)
    {
        using SceneTerminal scene = await StartAsync(name);
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
    public async Task TextPrompt_LooksAsWithoutTheTree(string name)
    {
        using SceneTerminal scene = await StartAsync(name);
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
    public async Task ConfirmationPrompt_LooksAsWithoutTheTree(string name)
    {
        using SceneTerminal scene = await StartAsync(name);
        await scene.WaitForAsync("before\nSure? [y/n] (y):");
        await scene.Tmux.WaitForReaderAsync();
        await scene.Tmux.PressAsync("n", "Enter");
        await EndsWithAsync(scene, "before\nSure? [y/n] (y): n\nNot sure.\nafter");
    }

    [Theory]
    [InlineData("status-own", "Thinking")]
    [InlineData("status-made", "Thinking")]
    [InlineData("progress-own", "Loading")]
    [InlineData("progress-held", "Loading")]
    [InlineData("table-own", "Table 2\nand more")]
    [InlineData("table-made", "Table 2\nand more")]
    public async Task LiveDisplayOfSpectre_HasTheScreenToItself_AndLeavesNothing(string name, string shown)
    {
        using SceneTerminal scene = await StartAsync(name);
        string screen = await scene.Tmux.WaitForAsync(text => text.Contains(shown, StringComparison.Ordinal), shown);
        Assert.StartsWith("before\n", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("📦", screen, StringComparison.Ordinal);
        await scene.OpenAsync("alone");
        await EndsWithAsync(scene, "before\nafter");
    }

    private static async Task<SceneTerminal> StartAsync(string name)
    {
        SceneTerminal scene = await SceneTerminal.StartAsync(name);
        await scene.WaitForAsync($"⠿ 📦 wait  {Waiting}");
        await scene.OpenAsync("live");
        return scene;
    }

    private static async Task EndsWithAsync(SceneTerminal scene, string text)
    {
        await scene.WaitForWholeAsync($"{text}\n✓ 📦 ask   {Done}\n⠿ 📦 wait  {Waiting}");
        await scene.OpenAsync("wait");
        await scene.WaitForWholeAsync($"{text}\n✓ 📦 ask   {Done}\n✓ 📦 wait  {Done}\n✓ prompt completed!\nended with 0");
        Assert.True(await scene.Tmux.IsCursorVisibleAsync());
    }
}
