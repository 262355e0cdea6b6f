namespace Hypergraph.Progress;

/// <summary>How a <see cref="RichProgressProcessor"/> shows progress.</summary>
public enum ProgressMode
{
    /// <summary>Live on a terminal, plain lines everywhere else: in a pipe, a file, CI.</summary>
    Auto,

    /// <summary>A tree of progress bars that is drawn again and again at the bottom of the terminal.</summary>
    Live,

    /// <summary>Lines of text that stay, without any control character.</summary>
    Plain,
}
