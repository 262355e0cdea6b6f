namespace Hypergraph.Progress.Tests;

/// <summary>What a person sees of failures in a real terminal.</summary>
public sealed class FailureSceneTests
{
    [Fact]
    public async Task Map_that_fails_Keeps_its_total_And_what_is_skipped_shares_a_line()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("cut", width: 110);
        string[] lines = (await scene.WaitForAsync("ended with 0")).Split('\n');

        Assert.Equal(7, lines.Length);
        Assert.Equal(
            ["✓ 📦 list", "✗   🗺️  check Progress", "✗     🌳 look", "… 40 more", "✗ cut failed: 9 is bad", "  ✗ check/look [item 9]: 9 is bad"],
            lines[..6].Select(Name));
        Assert.All(lines[1..3], line => Assert.Matches("━╺?━* +10/100  1 failed, 90 not started", line));
    }

    [Fact]
    public async Task Bars_with_failures_Are_split_And_maps_have_the_names_of_their_nodes()
    {
        using SceneTerminal scene = await SceneTerminal.StartAsync("shares", width: 100, height: 24);
        string[] lines = (await scene.WaitForAsync("ended with 0")).Split('\n');

        Assert.Equal(
            [
                "✓ 📦 list", "✗   🗺️  english Progress", "✗     🌳 look", "✓   🗺️  french Progress", "✓     🌳 look", "✓   🗺️  none Progress", "-     🌳 look",
                "! shares completed in part: 9 failed",
            ],
            lines[..8].Select(Name));
        Assert.Equal("  … 4 more failures", lines[13]);

        IReadOnlyList<Cell> english = (await scene.PictureAsync(100, 24)).Lines[1];
        string[] bar = [.. english.Where(cell => cell.Text == "━").Select(cell => cell.Sgr)];
        Assert.Equal((int)Math.Round(bar.Length * 9 / 120.0, MidpointRounding.AwayFromZero), bar.Count(sgr => sgr == "38;5;1"));
        Assert.Equal(bar.Length, bar.Count(sgr => sgr is "38;5;1" or "38;5;2"));
        Assert.Equal("39", english.First(cell => cell.Text == "e").Sgr);
    }

    /// <summary>A row's sign and name, or a line that is no row.</summary>
    private static string Name(string line) => line.Split("  ━")[0].Split("  ╺")[0].TrimEnd();
}
