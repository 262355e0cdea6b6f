namespace Hypergraph.TrimmedApp;

/// <summary>A method that streams.</summary>
internal static class Numbers
{
    public static async IAsyncEnumerable<int> UpToAsync(int size)
    {
        for (int i = 0; i < size; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}
