using Spectre.Console.Testing;

namespace Hypergraph.Progress.Tests;

/// <summary>A console whose output goes to a <see cref="VirtualScreen"/>.</summary>
public sealed class TestTerminal : IDisposable
{
    private readonly VirtualScreen _screen;
    private int _shown;

    public TestTerminal(int width = 80, int height = 24, int mapWidth = 1)
    {
        Console = new TestConsole();
        Console.Interactive().EmitAnsiSequences();
        Console.Profile.Width = width;
        Console.Profile.Height = height;
        _screen = new VirtualScreen(width, height, mapWidth);
    }

    public TestConsole Console { get; }

    /// <summary>The screen after everything written so far.</summary>
    public VirtualScreen Screen
    {
        get
        {
            _screen.Write(NewOutput());
            return _screen;
        }
    }

    /// <summary>What was written since the last look, control sequences and all.</summary>
    public string NewOutput()
    {
        string all = Console.Output;
        string output = all[_shown..];
        _shown = all.Length;
        return output;
    }

    public void Resize(int width, int height)
    {
        Screen.Resize(width, height);
        Console.Profile.Width = width;
        Console.Profile.Height = height;
    }

    public void Dispose() => Console.Dispose();
}
