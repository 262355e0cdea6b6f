namespace Hypergraph.Progress;

/// <summary>How a <see cref="RichProgressProcessor"/> shows progress.</summary>
public enum ProgressMode
{
    /// <summary>
    /// What the environment variable <c>HYPERGRAPH_PROGRESS</c> says. Without it, live on a terminal, and plain lines
    /// everywhere else: in a pipe, a file, CI.
    /// </summary>
    Auto,

    /// <summary>A tree of progress bars that is drawn again and again at the bottom of the terminal.</summary>
    Live,

    /// <summary>Lines of text that stay, without any control character.</summary>
    Plain,

    /// <summary>One JSON object a line, ASCII only. The schema is in <c>docs/progress.md</c>.</summary>
    Json,

    /// <summary>Nothing, but for runs in which something fails: how they ended and their first failures, as plain lines.</summary>
    Quiet,

    /// <summary>
    /// For screen readers: whole sentences that stay, and few of them. No bars, signs or animation; a summary now and
    /// then, each failure outside maps when it happens, and the outcome.
    /// </summary>
    Accessible,
}
