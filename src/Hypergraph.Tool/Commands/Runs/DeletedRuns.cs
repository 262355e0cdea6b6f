using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Commands.Runs;

/// <summary>Writes which runs were deleted.</summary>
internal static class DeletedRuns
{
    /// <summary>Writes to standard output.</summary>
    /// <param name="runs">The ids of the runs.</param>
    /// <param name="asJson">Whether it is JSON.</param>
    public static void Write(IReadOnlyList<string> runs, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.WriteLine(writer =>
            {
                writer.WriteStartObject();
                writer.WriteArray("deleted", runs, writer.WriteTextValue);
                writer.WriteEndObject();
            });
            return;
        }

        StandardOutput.WriteLine(runs.Count == 0 ? "Deleted no runs." : $"Deleted {Words.Count(runs.Count, "run")}: {string.Join(", ", runs)}");
    }
}
