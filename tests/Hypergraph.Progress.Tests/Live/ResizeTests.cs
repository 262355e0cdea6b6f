using CsCheck;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>The tree in a terminal that keeps every line where it is when it is resized, and cuts it.</summary>
public sealed class ResizeTests
{
    /// <summary>
    /// What happens to a terminal: another size, perhaps while a frame for the former one is on its way, lines that the
    /// program writes, and time.
    /// </summary>
    private static readonly Gen<(int Width, int Height, bool IsLate, int Lines, int Frames)> Event =
        Gen.Select(Gen.Int[20, 90], Gen.Int[4, 30], Gen.Bool, Gen.Int[0, 4], Gen.Int[1, 3]);

    [Fact]
    public void Any_resizes_Leave_what_the_program_wrote_And_the_tree_once() => Event.Array[1, 12].Sample(events =>
    {
        using var test = new LiveTest(60, 16);
        RunScript run = test.Script.Run(Graph("g", [.. Enumerable.Range(0, 12).Select(i => Node($"n{i}"))]));
        run.Node("n3");
        test.NextFrame();
        int printed = 0;
        foreach ((int width, int height, bool isLate, int lines, int frames) in events)
        {
            Resize(test, width, height, isLate);
            printed = Print(test, printed, lines);
            Pass(test, frames);
        }

        test.Terminal.Resize(80, 40);
        test.Settle();

        List<string> all = [.. test.Terminal.Screen.ScrolledOff, .. test.Text.Split('\n')];
        List<string> expected =
        [
            .. Enumerable.Range(0, printed).Select(i => $"line {i}"),
            .. Enumerable.Range(0, 12).Select(i => $"n{i}"),
        ];
        Assert.Equal(expected, all.Where(line => line.Length > 0).Select(Name));
    });

    [Fact]
    public void Frame_for_a_taller_screen_Leaves_what_is_above_alone()
    {
        using var test = new LiveTest(60, 16);
        RunScript run = test.Script.Run(Graph("g", [.. Enumerable.Range(0, 8).Select(i => Node($"n{i}"))]));
        test.NextFrame();
        Print(test, 0, 5);
        test.NextFrame();
        run.Node("n7");
        test.Terminal.ResizeUnnoticed(60, 8);
        test.NextFrame();
        test.Terminal.Notice();
        test.NextFrame();

        Assert.Equal(
            ["line 0", "line 1", "line 2", "line 3", "line 4"],
            test.Terminal.Screen.ScrolledOff.Concat(test.Text.Split('\n')).Where(line => line.StartsWith("line", StringComparison.Ordinal)));
    }

    [Fact]
    public void Flood_Is_written_without_waiting_for_a_frame_And_the_tree_stays_below()
    {
        using var test = new LiveTest(60, 10);
        test.Script.Run(Graph("g", Node("a")));
        test.NextFrame();
        for (int i = 0; i < 2000; i++)
        {
            test.Terminal.Console.Write(new Spectre.Console.Text($"a line of the program that is not short at all: {i}\n"));
        }

        Assert.True(test.Terminal.Screen.ScrolledOff.Count > 500);
        test.NextFrame();
        Assert.Equal(2000, test.Terminal.Screen.ScrolledOff.Count + test.Text.Split('\n').Length - 1);
        Assert.StartsWith("· 📦 a", test.Text.Split('\n')[^1], StringComparison.Ordinal);
    }

    private static void Resize(LiveTest test, int width, int height, bool isLate)
    {
        test.Terminal.ResizeUnnoticed(width, height);
        if (isLate)
        {
            test.NextFrame();
        }

        test.Terminal.Notice();
    }

    private static int Print(LiveTest test, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            test.Terminal.Console.Write(new Spectre.Console.Text($"line {i}\n"));
        }

        return from + count;
    }

    private static void Pass(LiveTest test, int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            test.NextFrame();
        }
    }

    private static string Name(string line) => line.StartsWith("line", StringComparison.Ordinal) ? line : line.Split(' ')[2];
}
