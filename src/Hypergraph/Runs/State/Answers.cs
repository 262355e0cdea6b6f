using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Runs.State;

/// <summary>The answers with which a paused run resumes, by pause.</summary>
internal sealed class Answers(IReadOnlyDictionary<RunPause, object?> byPause)
{
    public static readonly Answers None = new(new Dictionary<RunPause, object?>());

    public int Count => byPause.Count;

    public bool TryGet(RunPause pause, [MaybeNullWhen(false)] out object? answer) => byPause.TryGetValue(pause, out answer);

    /// <summary>The answers to these pauses, as the runs in which they lie see them.</summary>
    public Answers ForInnerRun(IEnumerable<RunPause> pauses) =>
        new(pauses.Where(byPause.ContainsKey).ToDictionary(p => p.Inner!, p => byPause[p]));
}
