namespace Hypergraph.Progress;

/// <summary>Specifies how a <see cref="RichProgressProcessor"/> shows progress.</summary>
public enum ProgressMode
{
    /// <summary>
    /// The mode in the environment variable <c>HYPERGRAPH_PROGRESS</c>. Without it, live on a terminal, and plain lines
    /// everywhere else: in a pipe, a file, CI.
    /// </summary>
    Auto,

    /// <summary>A tree of progress bars that is redrawn at the bottom of the terminal.</summary>
    Live,

    /// <summary>Permanent lines of text, without control characters.</summary>
    Plain,

    /// <summary>One JSON object per line, ASCII only. The schema is in <c>docs/progress.md</c>.</summary>
    Json,

    /// <summary>No output, except the outcome and the first failures of runs with failures, as plain lines.</summary>
    Quiet,

    /// <summary>
    /// For screen readers: a few whole, permanent sentences. No bars, signs or animation; an occasional summary, each failure
    /// outside maps when it happens, and the outcome.
    /// </summary>
    Accessible,
}
