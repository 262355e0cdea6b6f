namespace Hypergraph.Tests.TypedCalls;

/// <summary>What calls allocate on this thread.</summary>
internal static class Allocation
{
    private const int Rounds = 12;
    private const int Calls = 1_000;

    /// <summary>The bytes of so many calls. The least of several rounds counts: now and then the runtime allocates on a thread, whatever runs there.</summary>
    public static long Of<T>(Func<T> call)
    {
        Repeat(call);
        return Enumerable.Range(0, Rounds).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Repeat(call);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }

    private static void Repeat<T>(Func<T> call)
    {
        for (int i = 0; i < Calls; i++)
        {
            _ = call();
        }
    }
}
