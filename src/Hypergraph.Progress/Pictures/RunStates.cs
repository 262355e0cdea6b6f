using Hypergraph.Hosting;

namespace Hypergraph.Progress.Pictures;

/// <summary>
/// Assigns the rows of a run to the nodes of its outline. The path of a row is ambiguous if names contain <c>/</c>. But rows and nodes have
/// the same order, so that of several rows with the same path each belongs to the next node with that path.
/// </summary>
internal sealed class RunStates
{
    private readonly Dictionary<(string Path, bool IsMap), Queue<ProgressRow>> _rows = [];

    /// <summary>The paths of nodes that contain rows. The graphs of others may be nested without limit.</summary>
    private readonly HashSet<string> _containers = new(StringComparer.Ordinal);

    private readonly Dictionary<string, NodePictureState> _states = new(StringComparer.Ordinal);

    private RunStates(IReadOnlyList<ProgressRow> rows)
    {
        foreach (ProgressRow row in rows)
        {
            (string, bool) key = (row.Path, row.Icon == ProgressIcon.Map);
            if (!_rows.TryGetValue(key, out Queue<ProgressRow>? same))
            {
                _rows.Add(key, same = new Queue<ProgressRow>());
            }

            same.Enqueue(row);
            AddContainers(row);
        }
    }

    public static IReadOnlyDictionary<string, NodePictureState> Of(ProgressRun run)
    {
        var states = new RunStates(run.Rows);
        if (run.Outline is { } outline)
        {
            states.Add(outline, rowPath: null, path: null);
        }

        return states._states;
    }

    private void AddContainers(ProgressRow row)
    {
        ReadOnlySpan<char> path = row.Path;
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> containers = _containers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (row.Icon == ProgressIcon.Map)
        {
            containers.Add(path);
        }

        for (int end = path.LastIndexOf('/'); end >= 0 && containers.Add(path[..end]); end = path[..end].LastIndexOf('/'))
        {
        }
    }

    /// <param name="outline">The graph.</param>
    /// <param name="rowPath">The path of the node around it, as rows have it; null for the outermost graph.</param>
    /// <param name="path">The same path with escaped names.</param>
    private StateCounts Add(GraphOutline outline, string? rowPath, string? path)
    {
        var counts = new StateCounts();
        foreach (NodeOutline node in outline.Nodes)
        {
            string nodeRowPath = rowPath is null ? node.Name : $"{rowPath}/{node.Name}";
            string nodePath = EventPaths.ForNode(path, node.Name);
            if (node.Graph is { } nested && _containers.Contains(nodeRowPath))
            {
                ProgressRow? map = node.IsMapped ? Next(nodeRowPath, isMap: true) : null;
                StateCounts inside = Add(nested, nodeRowPath, nodePath);
                counts.Add(inside);
                Set(nodePath, map is null ? inside.State : StateOf(map));
            }
            else if (Next(nodeRowPath, isMap: false) is { } row)
            {
                counts.Add(row);
                Set(nodePath, StateOf(row));
            }
        }

        return counts;
    }

    private ProgressRow? Next(string rowPath, bool isMap) => _rows.TryGetValue((rowPath, isMap), out Queue<ProgressRow>? rows) && rows.TryDequeue(out ProgressRow? row) ? row : null;

    private void Set(string path, NodePictureState? state)
    {
        if (state is not null)
        {
            _states[path] = state;
        }
    }

    private static NodePictureState StateOf(ProgressRow row) => new()
    {
        Status = row.State switch
        {
            ProgressState.Running => NodePictureStatus.Running,
            ProgressState.Retrying => NodePictureStatus.Retrying,
            ProgressState.Paused => NodePictureStatus.Paused,
            ProgressState.Done => NodePictureStatus.Done,
            ProgressState.Cached => NodePictureStatus.Cached,
            ProgressState.Failed => NodePictureStatus.Failed,
            ProgressState.Skipped => NodePictureStatus.Skipped,
            ProgressState.Stopped => NodePictureStatus.Stopped,
            _ => NodePictureStatus.Waiting,
        },
        Done = row.Done,
        Total = row.HasTotal ? row.Total : null,
        Failed = row.Failed,
    };
}
