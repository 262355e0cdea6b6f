using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Playing;

/// <summary>Shows a log that another process writes.</summary>
internal static class WatchedLog
{
    private static readonly TimeSpan WaitInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows a log until all of its runs have ended; standard input until it ends.</summary>
    /// <param name="file">The log. If the file does not exist, it is waited for.</param>
    /// <param name="json">Whether lines of JSON are written.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    public static async Task ShowAsync(string file, bool json, CancellationToken cancellationToken)
    {
        using var player = new TreePlayer(json, TimeProvider.System);
        if (file == LogInput.StandardInput)
        {
            await ShowAsync(player, LogInput.ReadAsync(file, cancellationToken)).ConfigureAwait(false);
        }
        else
        {
            await WaitForFileAsync(file, cancellationToken).ConfigureAwait(false);
            await FollowAsync(player, file, cancellationToken).ConfigureAwait(false);
        }

        player.End();
    }

    private static async Task FollowAsync(TreePlayer player, string file, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var clock = new EndOfLog(() =>
        {
            if (player.Runs.HaveEnded)
            {
                ended.Cancel();
            }
        });
        try
        {
            await ShowAsync(player, EventLog.ReadAsync(file, new EventLogOptions { Follow = true, TimeProvider = clock }, ended.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // All runs have ended.
        }
    }

    private static async Task ShowAsync(TreePlayer player, IAsyncEnumerable<Event> events)
    {
        await foreach (Event e in events.ConfigureAwait(false))
        {
            player.Show(e);
        }
    }

    private static async Task WaitForFileAsync(string file, CancellationToken cancellationToken)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (!Directory.Exists(folder))
        {
            throw new ToolException($"The folder of '{file}' does not exist.");
        }

        LogInput.RequireName(file);
        if (!File.Exists(file))
        {
            StandardOutput.WriteError($"Waiting for '{file}'.");
        }

        while (!File.Exists(file))
        {
            await Task.Delay(WaitInterval, cancellationToken).ConfigureAwait(false);
        }
    }
}
