using Hypergraph.Nodes.Values;

namespace Hypergraph.Planning;

/// <summary>
/// When the values of a plan have no consumer left and are released. Computed once, so that a run clears a few slots and searches
/// for nothing. Contains only values that are or contain references and that results do not expose.
/// </summary>
/// <param name="own">By unit, the slots that it is the last to use. A unit is a step of a static schedule, or a component of another plan.</param>
/// <param name="shared">By unit, the places among the shared values of those that it uses.</param>
/// <param name="sharedSlots">The slots of values that several units use, in no fixed order.</param>
/// <param name="users">The number of units that use each of them.</param>
internal sealed class ValueReleases(SlotSet?[] own, int[]?[] shared, SlotSet?[] sharedSlots, int[] users)
{
    /// <summary>For a static schedule that runs in order, the slots that each step is the last to use, by its position; null if there are none.</summary>
    public SlotSet?[]? InOrder { get; init; }

    /// <summary>For a static schedule, those of the slots with initial values, which the next item of a map needs again.</summary>
    public SlotSet? InitialValues { get; init; }

    /// <summary>All slots with references that results do not expose.</summary>
    public SlotSet? AtEnd { get; init; }

    /// <summary>The units that are still to use each of the shared values, for one run; null if there are none.</summary>
    public int[]? CreateUserCounts() => users.Length == 0 ? null : [.. users];

    /// <summary>Releases what a unit that has ended was the last to use. Safe from any thread.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="frame">The values of the run.</param>
    /// <param name="usersLeft">What <see cref="CreateUserCounts"/> has returned for the run.</param>
    public void ReleaseAfter(int unit, Frame frame, int[]? usersLeft)
    {
        own[unit]?.Clear(frame);
        if (shared[unit] is not { } places)
        {
            return;
        }

        foreach (int place in places)
        {
            if (Interlocked.Decrement(ref usersLeft![place]) == 0)
            {
                sharedSlots[place]!.Clear(frame);
            }
        }
    }

    /// <summary>Releases the inputs of a nested graph that nothing else uses, once its run has them.</summary>
    public void ReleaseNestedInputs(Step nested, Frame frame) => own[nested.Index]?.Clear(frame);
}
