using System.Diagnostics;
using Hypergraph.Progress.Tests;

namespace CodeCensus.Tests;

/// <summary>What a person sees of the sample in a real terminal.</summary>
public sealed class TerminalTests
{
    private static readonly string Program = typeof(Census).Assembly.Location;

    [Fact]
    public async Task Run_To_the_end_Leaves_the_tree_and_the_report()
    {
        Assert.SkipUnless(Tmux.IsInstalled, "tmux is not installed.");
        using var tree = SourceTree.WithEverything();
        using Tmux tmux = await Tmux.RunAsync(100, 50, "dotnet", Program, tree.Folder);

        string[] lines = LinesOf(await tmux.WaitForAsync("ended with 0"));

        Assert.Equal(
            [
                "✗ 🗺️  Files       4/4",
                "✗ 📦 read        4/4",
                "✓ 📦 is text?    3/3",
                "✓   🌳 language  2/2",
                "✓   🌳 split     2/2",
                "✓   🌳 classify  2/2",
                "✓ 📦 find names  2/2",
                "✓   🗺️  Names     13/13",
                "✓     🌳 split   13/13",
                "✓     🌳 choose  13/13",
                "✓ 📦 tally       2/2",
            ],
            lines.Take(11).Select(WithoutBarAndTimes));
        Assert.StartsWith("! census completed in part: 1 of 4 items failed", lines[11], StringComparison.Ordinal);
        Assert.Contains("2 text files, 1 binary file skipped, 1 file not read.", lines);
        Assert.True(await tmux.IsCursorVisibleAsync());
    }

    [Fact]
    public async Task Run_In_forty_columns_Breaks_no_number_And_draws_bars_in_proportion()
    {
        Assert.SkipUnless(Tmux.IsInstalled, "tmux is not installed.");
        using var tree = new SourceTree();
        string names = string.Join('\n', Enumerable.Range(0, 1500).Select(i => $"int alphaOmega{i};{(i % 3 == 0 ? $" int betaOmega{i};" : "")}"));
        tree.Write("many.cs", names);
        using Tmux tmux = await Tmux.RunAsync(40, 40, "dotnet", Program, tree.Folder);

        string[] lines = LinesOf(await tmux.WaitForAsync("ended with 0"));

        Assert.Contains("Language Files  Code Comment Blank Names", lines);
        Assert.Contains("C#           1 1,500       0     0 4,000", lines);
        Assert.Contains("Total        1 1,500       0     0 4,000", lines);
        string[] bars = [.. lines.Where(line => line.Contains('█')).Select(line => line.Trim())];
        Assert.Equal([$"omega {new string('█', 28)} 2,000", $"alpha {new string('█', 21)} 1,500", $"beta {new string('█', 7)} 500"], bars);
    }

    [Fact]
    public async Task Run_CtrlC_Shows_the_cursor_again()
    {
        Assert.SkipUnless(Tmux.IsInstalled, "tmux is not installed.");
        using var tree = new SourceTree();
        string pipe = Path.Combine(tree.Folder, "never.cs");
        using (Process made = Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync();
        }

        using Tmux tmux = await Tmux.RunAsync(80, 20, "dotnet", Program, tree.Folder);

        // Nothing ever writes to the pipe, so the tree is live until the key is pressed.
        await tmux.WaitForAsync("0/1");
        Assert.False(await tmux.IsCursorVisibleAsync());
        await tmux.PressAsync("C-c");
        string screen = await tmux.WaitForAsync("ended with 130");

        Assert.True(await tmux.IsCursorVisibleAsync());
        Assert.Single(LinesOf(screen), line => line.Contains("📦 read", StringComparison.Ordinal));
    }

    private static string[] LinesOf(string screen) =>
        [.. screen.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];

    /// <summary>A row's mark, label and counts.</summary>
    private static string WithoutBarAndTimes(string row)
    {
        int bar = row.IndexOf('━', StringComparison.Ordinal);
        string counts = row[(row.LastIndexOf('━') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return row[..bar] + counts;
    }
}
