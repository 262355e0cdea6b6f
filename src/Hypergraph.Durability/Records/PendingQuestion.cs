using System.Text.Json;

namespace Hypergraph.Durability;

/// <summary>An open question of a paused run.</summary>
/// <param name="RunId">The id of the run.</param>
/// <param name="Key">The key of the interrupt's execution in the run.</param>
/// <param name="NodePath">The interrupt, with the nested graphs' nodes that lead to it, joined by <c>/</c>, as in <see cref="RunPause.NodePath"/>.</param>
/// <param name="ItemPath">The indexes of the map items that lead to it, the outermost first.</param>
/// <param name="Answer">The name of the answer.</param>
/// <param name="AnswerType">The type of the answer.</param>
/// <param name="Question">The question as JSON.</param>
public sealed record PendingQuestion(
    string RunId, string Key, string NodePath, IReadOnlyList<int> ItemPath, string Answer, string AnswerType, JsonElement Question)
{
    /// <summary>The name of the answer at the interrupt itself: nested graphs may rename it.</summary>
    internal string Output { get; init; } = Answer;
}
