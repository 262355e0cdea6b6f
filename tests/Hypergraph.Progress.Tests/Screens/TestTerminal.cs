using Spectre.Console.Testing;

namespace Hypergraph.Progress.Tests;

/// <summary>A console whose output goes to a <see cref="VirtualScreen"/>.</summary>
public sealed class TestTerminal : IDisposable
{
    private readonly VirtualScreen _screen;
    private readonly List<object> _steps = [];
    private readonly (int Width, int Height) _size;
    private int _shown;

    public TestTerminal(int width = 80, int height = 24, int mapWidth = 1)
    {
        Console = new TestConsole();
        Console.Interactive().EmitAnsiSequences();
        Console.Profile.Width = width;
        Console.Profile.Height = height;
        _screen = new VirtualScreen(width, height, mapWidth);
        _size = (width, height);
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
        _steps.Add(new { output });
        return output;
    }

    public void Resize(int width, int height)
    {
        ResizeUnnoticed(width, height);
        Notice();
    }

    /// <summary>As when a frame is on its way already, made for the size of before.</summary>
    public void ResizeUnnoticed(int width, int height)
    {
        Screen.Resize(width, height);
        _steps.Add(new { columns = width, rows = height });
    }

    /// <summary>The program learns the size that the terminal has.</summary>
    public void Notice()
    {
        Console.Profile.Width = _screen.Width;
        Console.Profile.Height = _screen.Height;
    }

    /// <summary>All of it, to be played on another terminal.</summary>
    public PlayedTerminal Played()
    {
        _screen.Write(NewOutput());
        return new PlayedTerminal(_size.Width, _size.Height, _steps);
    }

    public void Dispose() => Console.Dispose();
}
