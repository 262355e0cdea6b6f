using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>Options for a <see cref="RichProgressProcessor"/>.</summary>
public sealed record RichProgressOptions
{
    private readonly int _framesPerSecond = 10;
    private readonly int _maxFailures = 5;

    /// <summary>
    /// The console to write to. If it is null, the processor uses the process's own, <see cref="AnsiConsole.Console"/>.
    /// </summary>
    /// <value>The default value is null.</value>
    public IAnsiConsole? Console { get; init; }

    /// <summary>
    /// The mode: live, plain lines, JSON, quiet or accessible. Any mode other than <see cref="ProgressMode.Auto"/> has precedence
    /// over the environment variable <c>HYPERGRAPH_PROGRESS</c>.
    /// </summary>
    /// <value>The default value is <see cref="ProgressMode.Auto"/>.</value>
    public ProgressMode Mode { get; init; }

    /// <summary>
    /// The theme of the live tree. If it is null, the theme is <see cref="ProgressTheme.Emoji"/>, or
    /// <see cref="ProgressTheme.Ascii"/> on a console that is known to have no emoji. Plain lines use its signs.
    /// </summary>
    /// <value>The default value is null.</value>
    public ProgressTheme? Theme { get; init; }

    /// <summary>
    /// Whether the live tree also reports its progress to the terminal (OSC 9;4), for its taskbar button or tab. Only terminals
    /// that are known to show it receive it. It is cleared at the end.
    /// </summary>
    /// <value>The default value is true.</value>
    public bool ShowTaskbarProgress { get; init; } = true;

    /// <summary>The clock for elapsed and remaining times and for the frames.</summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The number of screen updates per second.</summary>
    /// <value>The default value is 10.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 1 and 10.</exception>
    public int FramesPerSecond
    {
        get => _framesPerSecond;
        init
        {
            if (value is < 1 or > 10)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "Progress is drawn 1 to 10 times a second.");
            }

            _framesPerSecond = value;
        }
    }

    /// <summary>The label of the row of a top-level map. If it is null, the label is the graph's name and <c>Progress</c>.</summary>
    /// <value>The default value is null.</value>
    public string? MapLabel { get; init; }

    /// <summary>
    /// Labels of map rows, by the path of the node that contains the mapped graph (<c>prepare/inner</c>) or by the name of the
    /// graph. A path has precedence over a name. Without a label it is the node's name and <c>Progress</c>.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> MapLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The number of failures of a run that are listed with their messages at its end. Further failures are only counted.
    /// </summary>
    /// <value>The default value is 5.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxFailures
    {
        get => _maxFailures;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _maxFailures = value;
        }
    }

    /// <summary>Reads an environment variable.</summary>
    internal Func<string, string?> ReadVariable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Whether the operating system is Windows, where consoles differ.</summary>
    internal bool IsWindows { get; init; } = OperatingSystem.IsWindows();
}
