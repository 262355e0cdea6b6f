namespace Hypergraph.Progress.Tests;

/// <summary>What a person sees of times in a real terminal. The scenes say what time passes, so the speed of the machine changes nothing.</summary>
public sealed class TimedSceneTests
{
    [Fact]
    public async Task Estimate_After_a_change_of_pace_Is_that_of_the_new_pace_within_a_minute()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("pace", width: 120);
        Assert.Contains("01:40  01:40 left", await scene.WaitForAsync(" 100/200 "), StringComparison.Ordinal);

        // 94 items of ten seconds are 15:40 minutes.
        await scene.OpenAsync("step");
        Assert.Contains("02:40  15:40 left", await scene.WaitForAsync(" 106/200 "), StringComparison.Ordinal);
        await scene.OpenAsync("step");
        await scene.WaitForAsync("pace completed!");
    }

    [Fact]
    public async Task Rate_Around_one_a_second_Keeps_its_unit_And_changes_it_when_it_is_far_below()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("unit", width: 120);
        foreach ((int done, string rate) in new[] { (1, "1.1/s"), (2, "1.0/s"), (3, "1.0/s"), (4, "1.0/s"), (5, "1.0/s"), (6, "1.0/s"), (7, "1.0/s"), (8, "1.0/s") })
        {
            await scene.WaitForAsync(screen => screen.Contains($" {done}/30 ", StringComparison.Ordinal) && screen.Contains(rate, StringComparison.Ordinal), rate);
            await scene.OpenAsync("step");
        }

        await scene.WaitForAsync(screen => screen.Contains(" 29/30 ", StringComparison.Ordinal) && screen.Contains("/min", StringComparison.Ordinal), "a rate in minutes");
        await scene.OpenAsync("step");
        await scene.WaitForAsync("unit completed!");
    }

    [Fact]
    public async Task Folds_Keep_their_choice_for_a_second()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("folds", height: 8);
        string[] first = [.. Enumerable.Range(0, 6).Select(i => $"n{i:00}")];
        await ShowsAsync(scene, [.. first, "34 more (34 waiting)"]);

        await scene.OpenAsync("step");
        await ShowsAsync(scene, [.. first, "34 more (1 running, 14 done, 19 waiting)"]);
        await scene.OpenAsync("step");
        await ShowsAsync(scene, [.. first, "34 more (1 running, 15 done, 18 waiting)"]);

        // The second is over.
        await scene.OpenAsync("step");
        await ShowsAsync(scene, ["22 more (22 done)", "n22", "n23", "n24", "n25", "n26", "13 more (13 waiting)"]);
        await scene.OpenAsync("step");
        await scene.WaitForAsync("folds completed!");
    }

    [Fact]
    public async Task Labels_of_items_Stand_in_rows_and_failures()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("labels", width: 120);
        foreach (string item in new[] { "f001.csv", "f002.csv" })
        {
            string[] rows = (await scene.WaitForAsync(item)).Split('\n');
            Assert.EndsWith($"  {item}", rows[1], StringComparison.Ordinal);
            Assert.EndsWith("  ✗ f000.csv", rows[2], StringComparison.Ordinal);
            await scene.OpenAsync("step");
        }

        Assert.Contains("\n  ✗ work/do [f000.csv]: no number\n", await scene.WaitForAsync("ended with 0"), StringComparison.Ordinal);
    }

    private static Task<string> ShowsAsync(SceneTerminal scene, string[] lines) =>
        scene.WaitForAsync(screen => screen.Split('\n').Select(Name).SequenceEqual(lines), string.Join('\n', lines));

    /// <summary>The name of a row, or what a fold says.</summary>
    private static string Name(string line) => line.Split(" 📦 ") is [_, var row] ? row.Split(' ')[0] : line.TrimStart('…', ' ');
}
