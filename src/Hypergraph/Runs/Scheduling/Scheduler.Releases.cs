namespace Hypergraph.Runs.Scheduling;

/// <content>The end of a component: its values are released, and the components that wait for it may run.</content>
internal sealed partial class Scheduler
{
    // The number of components that have yet to use each of the values that several use.
    private int[]? _remainingUsers;

    private void EndComponent(int region)
    {
        if (_components[region].IsLoop)
        {
            WarnIfGateContinues(_components[region]);
        }

        if (Releases is { } releases)
        {
            releases.ReleaseAfter(region, _values.Frame, _remainingUsers ??= releases.CreateUserCounts());
        }

        foreach (int successor in _components[region].Successors)
        {
            if (--_pendingPredecessors[successor] == 0)
            {
                _activeComponents[_activeCount++] = successor;
            }
        }
    }
}
