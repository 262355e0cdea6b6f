using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph;

/// <summary>
/// The answers that resume a paused run or map, by the pauses that they answer. A dictionary converts to it;
/// <see cref="From(object)"/> accepts one answer for a run with one pause. The default value is the answer null.
/// </summary>
[DebuggerDisplay("{DebuggerText,nq}")]
[SuppressMessage("Performance", "CA1815:Override equals and operator equals on value types", Justification = "It is an argument, which is not compared.")]
public readonly struct PauseAnswers
{
    private readonly IReadOnlyDictionary<RunPause, object?>? _answers;
    private readonly object? _answer;

    private PauseAnswers(IReadOnlyDictionary<RunPause, object?>? answers, object? answer)
    {
        _answers = answers;
        _answer = answer;
    }

    /// <summary>Uses a dictionary as answers.</summary>
    /// <param name="answers">The answers by the pauses that they answer.</param>
    public static PauseAnswers From(IReadOnlyDictionary<RunPause, object?> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return new PauseAnswers(answers, answer: null);
    }

    /// <summary>Uses a value as the answer to the first pause, or a dictionary with <see cref="RunPause"/> keys as several answers.</summary>
    /// <param name="answer">The answer, which may be null, or the answers.</param>
    /// <exception cref="InvalidInputException">The answer is options, a token or a task. An interrupt that asks for one is answered by a dictionary.</exception>
    public static PauseAnswers From(object? answer) => answer switch
    {
        IReadOnlyDictionary<RunPause, object?> answers => From(answers),
        IDictionary { Count: > 0 } answers when answers.Keys.Cast<object>().All(key => key is RunPause) => From(ToAnswers(answers)),
        RunOptions or CancellationToken => throw CannotUse(answer, "Options and a token follow the answer: supply the answer first."),
        not null when TaskValue.IsTask(answer) => throw CannotUse(answer, "Await it, and supply its result."),
        _ => new PauseAnswers(answers: null, answer),
    };

    /// <summary>Uses a dictionary as answers.</summary>
    /// <param name="answers">The answers by the pauses that they answer; null is the answer null to the first pause.</param>
    public static implicit operator PauseAnswers(Dictionary<RunPause, object?>? answers) => From((object?)answers);

    /// <summary>The answers by pause.</summary>
    /// <param name="pauses">The pauses of the run; a single answer is for the first of them.</param>
    public IReadOnlyDictionary<RunPause, object?> For(IReadOnlyList<RunPause> pauses)
    {
        ArgumentNullException.ThrowIfNull(pauses);
        return _answers ?? (pauses.Count == 0
            ? throw new ArgumentException("There is no pause to answer.", nameof(pauses))
            : new Dictionary<RunPause, object?> { [pauses[0]] = _answer });
    }

    private static Dictionary<RunPause, object?> ToAnswers(IDictionary answers)
    {
        var byPause = new Dictionary<RunPause, object?>(answers.Count);
        foreach (DictionaryEntry entry in answers)
        {
            byPause.Add((RunPause)entry.Key, entry.Value);
        }

        return byPause;
    }

    private static InvalidInputException CannotUse(object answer, string advice) =>
        new($"A value of type {TypeNames.Of(answer.GetType())} is no answer. {advice}", input: null);

    private string DebuggerText => _answers is null ? $"1 answer: {_answer ?? "null"}" : $"{CountText.Of(_answers.Count, "answer")}: {NameList.Join(_answers.Keys.Select(p => p.NodePath))}";
}
