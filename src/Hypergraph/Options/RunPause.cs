using System.Diagnostics;
using Hypergraph.Events.Outcomes;

namespace Hypergraph;

/// <summary>Why a run is paused: an interrupt has no answer. Two are equal if they have the same location.</summary>
/// <param name="NodePath">The interrupt, with the nested graphs' nodes that lead to it, joined by <c>/</c>.</param>
/// <param name="Question">The question, as the interrupt's function made it.</param>
/// <param name="ResponseParameter">The name of the answer.</param>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed record RunPause(string NodePath, object? Question, string ResponseParameter)
{
    /// <summary>The zero-based indexes of the map items that lead to the interrupt, the outermost first; empty outside maps.</summary>
    public IReadOnlyList<int> ItemPath { get; init => field = Events.Outcomes.ItemPath.Of(value); } = Events.Outcomes.ItemPath.Empty;

    /// <summary>The same pause as the run inside the nested graph or the map item sees it; null at the interrupt itself.</summary>
    internal RunPause? Inner { get; init; }

    /// <inheritdoc/>
    public bool Equals(RunPause? other) =>
        other is not null && NodePath == other.NodePath && ResponseParameter == other.ResponseParameter && ItemPath.SequenceEqual(other.ItemPath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(NodePath);
        hash.Add(ResponseParameter);
        foreach (int item in ItemPath)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>The pause as seen by the map that contains the item.</summary>
    internal RunPause InItem(int item) => this with { ItemPath = [item, .. ItemPath], Inner = this };

    internal string DebuggerText => $"{NodePath}{(ItemPath.Count == 0 ? string.Empty : $" [item {ItemPath}]")} asks for '{ResponseParameter}'";
}
