using System.Diagnostics;
using System.Globalization;
using Hypergraph.Events.Outcomes;

namespace Hypergraph;

/// <summary>A failure in a run or a map: an exception and its location. Immutable, except for the exception.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RunFailure
{
    private readonly IReadOnlyList<string?> _labels;

    /// <summary>Creates a failure, for a runner of another kind. The runners of this library create their own.</summary>
    /// <param name="nodePath">The path of the node that failed, with the nodes of the nested graphs around it, joined by <c>/</c>; null if no node failed.</param>
    /// <param name="itemPath">The zero-based indexes of the map items around it, outermost first; empty outside maps.</param>
    /// <param name="error">The exception.</param>
    /// <param name="itemLabels">The labels of these items, null for those without one; null if none has one.</param>
    public RunFailure(string? nodePath, IReadOnlyList<int> itemPath, Exception error, IReadOnlyList<string?>? itemLabels = null)
    {
        ArgumentNullException.ThrowIfNull(itemPath);
        ArgumentNullException.ThrowIfNull(error);
        NodePath = nodePath;
        ItemPath = Events.Outcomes.ItemPath.Of(itemPath);
        Error = error;
        _labels = itemLabels ?? [];
    }

    /// <summary>
    /// The path of the node that failed, with the nodes of the nested graphs around it, joined by <c>/</c>. Null if the run itself
    /// failed, not one of its nodes: an item of the caller's collection could not be read, or a loop reached its limit.
    /// </summary>
    public string? NodePath { get; }

    /// <summary>The zero-based indexes of the map items around the failure, outermost first; empty outside maps.</summary>
    public IReadOnlyList<int> ItemPath { get; }

    /// <summary>The label of the innermost of these items that has one, or null.</summary>
    public string? ItemLabel => _labels.LastOrDefault(label => label is not null);

    /// <summary>The exception that the node threw.</summary>
    public Exception Error { get; }

    /// <summary>
    /// The location as text: <c>files/rows/parse_row [item 0.3]</c>, and with labels <c>files/rows/parse_row [f036.csv, item 3]</c>.
    /// </summary>
    public string Location
    {
        get
        {
            string items = ItemLabel is null
                ? $"item {ItemPath}"
                : string.Join(", ", ItemPath.Select((index, i) => _labels.ElementAtOrDefault(i) ?? string.Create(CultureInfo.InvariantCulture, $"item {index}")));
            return (NodePath, ItemPath.Count) switch
            {
                (null, 0) => "the run",
                (_, 0) => NodePath,
                (null, _) => $"[{items}]",
                _ => $"{NodePath} [{items}]",
            };
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Location}: {Error.GetType().Name}: {ErrorText.MessageOf(Error)}";

    /// <summary>The labels of the items, in the order of <see cref="ItemPath"/>; empty if none has one.</summary>
    internal IReadOnlyList<string?> ItemLabels => _labels;
}
