using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>How a <see cref="RichProgressProcessor"/> shows progress, and where.</summary>
public sealed record RichProgressOptions
{
    private readonly int _framesPerSecond = 10;
    private readonly int _maxFailures = 5;

    /// <summary>The console to write to; null for the process's own, <see cref="AnsiConsole.Console"/>.</summary>
    /// <value>The default value is null.</value>
    public IAnsiConsole? Console { get; init; }

    /// <summary>
    /// Live, plain lines, JSON, quiet or accessible. Any other than <see cref="ProgressMode.Auto"/> goes before the
    /// environment variable <c>HYPERGRAPH_PROGRESS</c>.
    /// </summary>
    /// <value>The default value is <see cref="ProgressMode.Auto"/>.</value>
    public ProgressMode Mode { get; init; }

    /// <summary>
    /// How the live tree looks; null for <see cref="ProgressTheme.Emoji"/>, or <see cref="ProgressTheme.Ascii"/> on a
    /// console that is known to have no emoji. Plain lines use its signs.
    /// </summary>
    /// <value>The default value is null.</value>
    public ProgressTheme? Theme { get; init; }

    /// <summary>
    /// Whether the live tree also tells the terminal how far it is (OSC 9;4), for its taskbar button or tab; only on
    /// terminals known to show it. It is taken back at the end.
    /// </summary>
    /// <value>The default value is true.</value>
    public bool ShowsTaskbarProgress { get; init; } = true;

    /// <summary>The clock for elapsed and remaining times and for the pace of drawing.</summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The number of times a second that the screen is brought up to date.</summary>
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

    /// <summary>The label of the row of a call to map; null for the graph's name and <c>Progress</c>.</summary>
    /// <value>The default value is null.</value>
    public string? MapLabel { get; init; }

    /// <summary>
    /// Labels of map rows, by the path of the node that holds the mapped graph (<c>prepare/inner</c>) or by the name of
    /// the graph. A path goes before a name. Without a label it is the node's name and <c>Progress</c>.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> MapLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>How many failures of a run are listed with their messages when it has ended; the others are counted.</summary>
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

    /// <summary>How environment variables are read.</summary>
    internal Func<string, string?> ReadVariable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Whether this is Windows, where consoles differ.</summary>
    internal bool IsWindows { get; init; } = OperatingSystem.IsWindows();
}
