using System.Numerics;

namespace Hypergraph.Runs.Scheduling;

/// <summary>Steps that wait for a thread of the pool, first in, first out. Any thread may add and remove them; removing one needs no lock.</summary>
/// <param name="capacity">The number of steps of the run: each waits once at most.</param>
internal sealed class WaitingSteps(int capacity)
{
    private readonly Lock _adding = new();
    private readonly int[] _steps = new int[BitOperations.RoundUpToPowerOf2((uint)capacity)];

    // The numbers of steps that have been removed and added. The steps lie at these numbers, modulo the length of the array.
    private int _removed;
    private int _added;

    public bool IsEmpty => Volatile.Read(ref _removed) == Volatile.Read(ref _added);

    /// <summary>The number of steps that have been removed so far.</summary>
    public int RemovedCount => Volatile.Read(ref _removed);

    /// <summary>Moves all steps of a queue behind those that wait.</summary>
    public void Add(ref ReadyStepQueue steps)
    {
        lock (_adding)
        {
            int added = _added;
            while (steps.TryDequeue(out int step))
            {
                _steps[added++ & (_steps.Length - 1)] = step;
            }

            Volatile.Write(ref _added, added);
        }
    }

    public bool TryRemove(out int step)
    {
        while (true)
        {
            int removed = Volatile.Read(ref _removed);
            if (removed == Volatile.Read(ref _added))
            {
                step = -1;
                return false;
            }

            step = _steps[removed & (_steps.Length - 1)];
            if (Interlocked.CompareExchange(ref _removed, removed + 1, removed) == removed)
            {
                return true;
            }
        }
    }
}
