using System.Diagnostics;

namespace Hypergraph.Durability.KilledRun;

/// <summary>Kills its own process at the n-th event, with the signal that nothing can handle.</summary>
/// <param name="at">The number of the event; one that never comes for no end.</param>
internal sealed class KillingProcessor(int at) : EventProcessor
{
    private int _count;

    public override void OnEvent(Event e)
    {
        if (Interlocked.Increment(ref _count) != at)
        {
            return;
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
