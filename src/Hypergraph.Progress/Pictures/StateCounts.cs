namespace Hypergraph.Progress.Pictures;

/// <summary>The states of the rows in a nested graph, from which that of the graph follows.</summary>
internal sealed class StateCounts
{
    private readonly HashSet<ProgressState> _states = [];
    private long _failed;

    /// <summary>The state of the graph; null if it has no rows.</summary>
    public NodePictureState? State => _states.Count == 0 ? null : new NodePictureState { Status = Status, Failed = _failed };

    private NodePictureStatus Status => true switch
    {
        _ when Has(ProgressState.Running) || Has(ProgressState.Retrying) => NodePictureStatus.Running,
        _ when Has(ProgressState.Waiting) => _states.All(state => state is ProgressState.Waiting or ProgressState.Skipped) ? NodePictureStatus.Waiting : NodePictureStatus.Running,
        _ when Has(ProgressState.Failed) => NodePictureStatus.Failed,
        _ when Has(ProgressState.Paused) => NodePictureStatus.Paused,
        _ when Has(ProgressState.Stopped) => NodePictureStatus.Stopped,
        _ when Has(ProgressState.Done) => NodePictureStatus.Done,
        _ when Has(ProgressState.Cached) => NodePictureStatus.Cached,
        _ => NodePictureStatus.Skipped,
    };

    /// <summary>Adds a row.</summary>
    public void Add(ProgressRow row)
    {
        _states.Add(row.State);

        // The failures of a map's items are those of the nodes in it.
        _failed += row.Icon == ProgressIcon.Map ? 0 : row.Failed;
    }

    /// <summary>Adds the rows of a graph in the graph.</summary>
    public void Add(StateCounts nested)
    {
        _states.UnionWith(nested._states);
        _failed += nested._failed;
    }

    private bool Has(ProgressState state) => _states.Contains(state);
}
