using System.Text.Json;
using Hypergraph.Progress;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Playing;

/// <summary>The runs of a log, and their rows, after its last event.</summary>
internal static class FinalRows
{
    /// <summary>Reads the rows of all runs.</summary>
    /// <param name="file">The log.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<ProgressRow>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProgressRun> runs = await ReadRunsAsync(file, cancellationToken).ConfigureAwait(false);
        return [.. runs.SelectMany(run => run.Rows)];
    }

    /// <summary>Reads the runs, in the order of their starts.</summary>
    /// <param name="file">The log.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<ProgressRun>> ReadRunsAsync(string file, CancellationToken cancellationToken)
    {
        var model = new ProgressModel();
        await foreach (Event e in LogInput.ReadAsync(file, cancellationToken).ConfigureAwait(false))
        {
            model.Apply(e);
        }

        return model.Snapshot().Runs;
    }

    /// <summary>Writes a row as JSON.</summary>
    public static void Write(Utf8JsonWriter json, ProgressRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("level", row.Level);
        json.WriteText("icon", IconOf(row.Icon));
        json.WriteText("label", row.Label);
        json.WriteNumber("done", row.Done);
        json.WriteNumber("total", row.Total);
        json.WriteText("state", Words.NameOf(row.State));
        json.WriteNumber("failed", row.Failed);
        if (row.Restored > 0)
        {
            json.WriteNumber("restored", row.Restored);
        }

        json.WriteEndObject();
    }

    private static string IconOf(ProgressIcon icon) => icon switch
    {
        ProgressIcon.Map => ProgressTheme.Emoji.MapIcon,
        ProgressIcon.NestedNode => ProgressTheme.Emoji.NestedNodeIcon,
        _ => ProgressTheme.Emoji.NodeIcon,
    };
}
