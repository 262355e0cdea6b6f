using Hypergraph.Planning;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Runs.Scheduling;

/// <content>
/// The order within the iterations of a loop. Steps count their iterations, of each loop that contains them (StepIterations): a step is ready for that of the steps that it depends on,
/// or for the next one where their edge leads back. The target of an ordering edge waits while a step is ready that leads to
/// it in its iteration, and steps that lead to it in a later one wait for the target: so it runs once in each iteration.
/// </content>
internal sealed partial class Scheduler
{
    private const int MaxOnStack = 64;

    /// <summary>Collects the ready steps of a loop but those that do not start yet, or all that the order allows if none does.</summary>
    private void CollectInOrder(int loop)
    {
        int first = Count;
        CollectReady(loop, keepOrder: false);
        ReadOnlySpan<int> ready = _batch.AsSpan(first, Count - first);
        foreach (int s in ready)
        {
            FindReadyIteration(_steps[s]);
        }

        Span<int> starting = ready.Length <= MaxOnStack ? stackalloc int[ready.Length] : new int[ready.Length];
        int count = SelectStartable(ready, starting, keepFirst: true);
        SetBatch(first, starting[..(count > 0 ? count : SelectStartable(ready, starting, keepFirst: false))]);
    }

    /// <summary>Keeps the steps that have run already, and of the others those that need not wait for their first time.</summary>
    private int SelectStartable(ReadOnlySpan<int> ready, Span<int> starting, bool keepFirst)
    {
        int count = 0;
        _deferredCount = 0;
        foreach (int s in ready)
        {
            bool hasRun = _states[s].Has(StepFlags.HasRun);
            if (!hasRun && keepFirst && MustWait(_steps[s]))
            {
                continue;
            }

            if (!hasRun && MustWait(s, ready))
            {
                _deferredTargets[_deferredCount++] = s;
                continue;
            }

            starting[count++] = s;
        }

        return count;
    }

    /// <summary>Takes the steps out of the superstep, from a place on, that the order of their loop makes wait.</summary>
    private void ApplyLoopOrder(int first)
    {
        ReadOnlySpan<int> ready = _batch.AsSpan(first, Count - first);
        Span<int> starting = ready.Length <= MaxOnStack ? stackalloc int[ready.Length] : new int[ready.Length];
        int count = ApplyLoopOrder(ready, starting, _deferredTargets.AsSpan(0, _deferredCount));
        if (count == 0)
        {
            // What waits for its first time may wait without end.
            count = ApplyLoopOrder(ready, starting, late: []);
        }

        SetBatch(first, starting[..count]);
        foreach (int s in starting[..count])
        {
            _readyIteration[s].CopyTo(_lastIteration[s]);
        }
    }

    private int ApplyLoopOrder(ReadOnlySpan<int> ready, Span<int> starting, ReadOnlySpan<int> late)
    {
        int count = 0;
        foreach (int s in ready)
        {
            if (!MustWait(s, ready) && !IsOfLaterIteration(s, late))
            {
                starting[count++] = s;
            }
        }

        return count;
    }

    /// <summary>
    /// Whether what a step leads a gate to decide counts for the iteration that a target of the gate is ready for. If the target has
    /// not run by the last decision yet, what decides on a later iteration does not.
    /// </summary>
    private bool MayDecideInTime(Step evidence, Step gate, Step target)
    {
        StepOrder order = gate.Order!;
        StepOrder targetOrder = target.Order!;
        Span<int> decision = _readyIteration.Scratch(order);
        Span<int> reached = _lastIteration.Scratch(targetOrder);
        StepIterations.Follow(_lastIteration[gate.Index], order, targetOrder, LeadsBack(order, targetOrder), reached);
        if (reached.SequenceCompareTo(_lastIteration[target.Index]) <= 0)
        {
            return true;
        }

        StepIterations.Follow(_readyIteration[evidence.Index], evidence.Order!, order, !order.Ancestors[evidence.Order!.Position], decision);
        StepIterations.Follow(decision, order, targetOrder, LeadsBack(order, targetOrder), reached);
        return reached.SequenceCompareTo(_readyIteration[target.Index]) <= 0;
    }

    /// <summary>Finds the iteration that a step is ready for: the latest of its own last one and of those that its predecessors lead to.</summary>
    private void FindReadyIteration(Step step)
    {
        StepOrder order = step.Order!;
        Span<int> iteration = _readyIteration[step.Index];
        Span<int> reached = _readyIteration.Scratch(order);
        _lastIteration[step.Index].CopyTo(iteration);
        foreach (int predecessor in order.Predecessors)
        {
            if (_states[predecessor].Has(StepFlags.HasRun))
            {
                StepOrder from = _steps[predecessor].Order!;
                StepIterations.Follow(_lastIteration[predecessor], from, order, LeadsBack(from, order), reached);
                if (reached.SequenceCompareTo(iteration) > 0)
                {
                    reached.CopyTo(iteration);
                }
            }
        }
    }

    private static bool LeadsBack(StepOrder from, StepOrder to) => from.Position >= to.Position;

    /// <summary>Compares the iterations that two steps are ready for, by the loops that contain both.</summary>
    private int CompareReady(int s, int other)
    {
        int common = _steps[s].Order!.CountCommonLoops(_steps[other].Order!);
        return _readyIteration[s][..common].SequenceCompareTo(_readyIteration[other][..common]);
    }

    /// <summary>
    /// Whether one of the ready steps goes before a step. They never all wait: of those of the earliest iteration the first one has
    /// nothing to wait for.
    /// </summary>
    private bool MustWait(int s, ReadOnlySpan<int> ready)
    {
        StepOrder order = _steps[s].Order!;
        foreach (int other in order.IsTarget ? ready : [])
        {
            if (order.Ancestors[_steps[other].Order!.Position] && CompareReady(other, s) <= 0)
            {
                return true;
            }
        }

        return IsOfLaterIteration(s, ready);
    }

    /// <summary>Whether a step leads to one of these targets in a later iteration than the one that the target is ready for.</summary>
    private bool IsOfLaterIteration(int s, ReadOnlySpan<int> targets)
    {
        int position = _steps[s].Order!.Position;
        foreach (int target in targets)
        {
            StepOrder order = _steps[target].Order!;
            if (order.IsTarget && order.Ancestors[position] && CompareReady(target, s) < 0)
            {
                return true;
            }
        }

        return false;
    }
}
