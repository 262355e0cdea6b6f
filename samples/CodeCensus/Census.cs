using Hypergraph;

namespace CodeCensus;

/// <summary>What a source tree holds.</summary>
/// <param name="Folder">The folder that was counted.</param>
/// <param name="Files">What each text file holds.</param>
/// <param name="BinaryCount">The number of files that were skipped, as they hold no text.</param>
/// <param name="Unread">The files that could not be read.</param>
internal sealed record Census(string Folder, IReadOnlyList<FileTally> Files, int BinaryCount, IReadOnlyList<UnreadFile> Unread)
{
    /// <summary>Runs the graph over every file of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="processors">The processors of events.</param>
    /// <param name="stored">Where the census is stored, to continue there; null to keep it in memory.</param>
    /// <param name="cancellationToken">Stops the census.</param>
    public static async Task<Census> TakeAsync(string folder, EventProcessor[] processors, StoredCensus? stored, CancellationToken cancellationToken)
    {
        // A stored census may be continued from another current folder.
        folder = stored is null ? folder : Path.GetFullPath(folder);
        string[] paths = stored is null ? [.. SourceFiles.In(folder, cancellationToken)] : await stored.ListAsync(folder, cancellationToken);
        var runner = new AsyncRunner(processors) { Store = stored?.Store };

        // A file that cannot be read fails its own item; the others continue.
        MapResult result = await runner.MapAsync(
            CensusGraph.Create(),
            new { path = paths },
            over: "path",
            new MapOptions { ErrorHandling = ErrorHandling.Continue, WorkflowId = stored?.Id },
            cancellationToken);

        // The gate lets no binary file through, so their runs complete without a tally.
        FileTally[] tallies = [.. result.Get<FileTally?>("tally").OfType<FileTally>()];
        UnreadFile[] unread = [.. result.Failures.Select(f => new UnreadFile(Path.GetRelativePath(folder, paths[f.Index]), f.Error.Message))];
        return new Census(folder, tallies, result.CompletedCount - tallies.Length, unread);
    }
}
