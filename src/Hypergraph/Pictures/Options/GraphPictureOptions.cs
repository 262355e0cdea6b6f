namespace Hypergraph;

/// <summary>Options for the picture of a graph.</summary>
public sealed record GraphPictureOptions
{
    private readonly int? _depth;

    /// <summary>The text above the picture; null or empty for none.</summary>
    /// <value>The default value is null.</value>
    public string? Title { get; init; }

    /// <summary>The direction in which edges lead.</summary>
    /// <value>The default value is <see cref="GraphPictureDirection.TopToBottom"/>.</value>
    public GraphPictureDirection Direction { get; init; }

    /// <summary>How many levels of nested graphs are drawn with their nodes; 0 draws each nested graph as one node. Null for all levels.</summary>
    /// <value>The default value is null.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? Depth
    {
        get => _depth;
        init
        {
            if (value is { } depth)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(depth, nameof(value));
            }

            _depth = value;
        }
    }

    /// <summary>
    /// Whether each node has its inputs and outputs with their types below its name: <c>text: string → words: string[]</c>. The outline of a graph has no
    /// types, so that this has no effect on its picture.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ShowTypes { get; init; }

    /// <summary>
    /// Whether an edge is left out if other edges lead from the same node to the same node through others, so that their order is the same without it. Edges of nodes in loops
    /// stay. The cost is proportional to the number of nodes times that of edges.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool OmitImpliedEdges { get; init; }

    /// <summary>
    /// The states of nodes in a run, by their paths without items (<c>files/rows/parse</c>), as <see cref="Event.Path"/> has them: a backslash
    /// precedes <c>/</c>, <c>[</c>, <c>]</c> and <c>\</c> in a name.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, NodePictureState> States { get; init; } = new Dictionary<string, NodePictureState>();
}
