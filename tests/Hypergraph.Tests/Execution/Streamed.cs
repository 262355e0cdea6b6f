namespace Hypergraph.Tests.Execution;

/// <summary>Reads the results of a map over a stream, and fails instead of hanging.</summary>
internal static class Streamed
{
    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    public static Source<int> Numbers(int count, Func<int, CancellationToken, ValueTask>? beforeItem = null) => new(Enumerable.Range(0, count), beforeItem);

    /// <summary>All results up to the end or to what is thrown.</summary>
    public static async Task<(List<RunResult> Results, Exception? Error)> TakeAsync(IAsyncEnumerable<RunResult> map, Action<RunResult>? onResult = null)
    {
        List<RunResult> results = [];
        try
        {
            await Drain().WaitAsync(Generous);
            return (results, null);
        }
        catch (Exception exception) when (exception is not TimeoutException)
        {
            return (results, exception);
        }

        async Task Drain()
        {
            await foreach (RunResult result in map)
            {
                results.Add(result);
                onResult?.Invoke(result);
            }
        }
    }

    public static async Task<List<RunResult>> AllAsync(IAsyncEnumerable<RunResult> map)
    {
        (List<RunResult> results, Exception? error) = await TakeAsync(map);
        return error is null ? results : throw error;
    }

    public static TaskCompletionSource[] Gates(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
}
