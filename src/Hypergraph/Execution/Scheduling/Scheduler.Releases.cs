namespace Hypergraph;

/// <content>What follows when a region has ended: its values are released, and the regions that wait for it may run.</content>
internal sealed partial class Scheduler
{
    // How many regions are still to use each of the values that several use.
    private int[]? _usersLeft;

    private void Release(int region)
    {
        if (_regions[region].IsLoop)
        {
            WarnIfGateContinues(_regions[region]);
        }

        if (_state.Releases is { } releases)
        {
            releases.End(region, _state.Frame, _usersLeft ??= releases.CountUsers());
        }

        foreach (int successor in _regions[region].Successors)
        {
            if (--_regionsBefore[successor] == 0)
            {
                _running[_runningCount++] = successor;
            }
        }
    }
}
