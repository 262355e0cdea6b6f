namespace Hypergraph.Runs.Scheduling;

/// <content>The end of a component: its values are released, and the components that wait for it may run.</content>
internal sealed partial class Scheduler
{
    // The number of components that have yet to use each of the values that several use.
    private int[]? _remainingUsers;

    private void EndComponent(int component)
    {
        if (_components[component].IsLoop)
        {
            WarnIfGateContinues(_components[component]);
        }

        if (Releases is { } releases)
        {
            releases.ReleaseAfter(component, _values.Frame, _remainingUsers ??= releases.CreateUserCounts());
        }

        foreach (int successor in _components[component].Successors)
        {
            if (--_pendingPredecessors[successor] == 0)
            {
                _activeComponents[_activeCount++] = successor;
            }
        }
    }
}
