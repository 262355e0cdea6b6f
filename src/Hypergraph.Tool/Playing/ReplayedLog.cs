using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Playing;

/// <summary>Shows a log as its runs were, in their own time.</summary>
internal static class ReplayedLog
{
    /// <summary>Shows a log to its end.</summary>
    /// <param name="file">The log.</param>
    /// <param name="speed">How much faster than the runs; null for as fast as possible.</param>
    /// <param name="json">Whether lines of JSON are written.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    public static async Task ShowAsync(string file, double? speed, bool json, CancellationToken cancellationToken)
    {
        var clock = new ReplayClock(speed);
        using var player = new TreePlayer(json, clock);
        await foreach (Event e in LogInput.ReadAsync(file, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await clock.WaitForAsync(e.Timestamp, jumps: player.Runs.IsEmpty, cancellationToken).ConfigureAwait(false);
            player.Show(e);
        }

        player.End();
    }
}
