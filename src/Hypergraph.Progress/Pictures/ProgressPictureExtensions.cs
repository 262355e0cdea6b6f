using Hypergraph.Progress.Pictures;

namespace Hypergraph.Progress;

/// <summary>Extension methods that draw the graph of a run with the states and counts of its rows, during the run or from a log.</summary>
public static class ProgressPictureExtensions
{
    /// <summary>Draws the graph of the run, with states, as a flowchart of Mermaid.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">
    /// What is drawn, or null for the default options. <see cref="GraphPictureOptions.States"/> are replaced. Without a title, the picture has the name and the status of the run; an
    /// empty title is none.
    /// </param>
    /// <returns>The text of the flowchart, with a line break at the end.</returns>
    /// <exception cref="InvalidOperationException">The run has no <see cref="ProgressRun.Outline"/>.</exception>
    public static string ToMermaid(this ProgressRun run, GraphPictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return OutlineOf(run).ToMermaid(WithStates(run, options));
    }

    /// <summary>Draws the graph of the run, with states, in the language of Graphviz.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">
    /// What is drawn, or null for the default options. <see cref="GraphPictureOptions.States"/> are replaced. Without a title, the picture has the name and the status of the run; an
    /// empty title is none.
    /// </param>
    /// <returns>The text of a directed graph, with a line break at the end.</returns>
    /// <exception cref="InvalidOperationException">The run has no <see cref="ProgressRun.Outline"/>.</exception>
    public static string ToDot(this ProgressRun run, GraphPictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return OutlineOf(run).ToDot(WithStates(run, options));
    }

    /// <summary>
    /// Returns the states of the run for <see cref="GraphPictureOptions.States"/>, such as for a picture of the graph itself, which has types. A nested graph
    /// that is not mapped has no row; its state is that of the rows in it.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <returns>The states by paths; empty if the run has no <see cref="ProgressRun.Outline"/>.</returns>
    /// <remarks>The rows must be those of a <see cref="ProgressModel.Snapshot"/>. A view does not have all of them.</remarks>
    public static IReadOnlyDictionary<string, NodePictureState> GetPictureStates(this ProgressRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return RunStates.Of(run);
    }

    private static GraphOutline OutlineOf(ProgressRun run) => run.Outline
        ?? throw new InvalidOperationException($"Run {run.RunId} cannot be drawn: its start event has no outline of the graph. Draw the graph itself, with the states that GetPictureStates returns.");

    private static GraphPictureOptions WithStates(ProgressRun run, GraphPictureOptions? options)
    {
        options ??= new GraphPictureOptions();
        return options with { States = RunStates.Of(run), Title = options.Title ?? RunTitle.Of(run) };
    }
}
