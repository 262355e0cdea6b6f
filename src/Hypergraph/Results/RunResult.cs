using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Results;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Values;

namespace Hypergraph;

/// <summary>The result of a run: its status and the values so far. Safe from any thread.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class RunResult
{
    // There may be millions of results, mostly of unobserved runs that completed.
    private readonly ResultValues _values;
    private readonly int _row;
    private readonly int _item = -1;
    private ResultDetails? _details;

    internal RunResult(ResultValues values, RunOutcome outcome, RunId? runId, TimeSpan? duration, int row = 0, PausedRun? paused = null)
    {
        _values = values;
        _row = row;
        _details = outcome == RunOutcome.Completed && runId is null && duration is null ? null : new ResultDetails(outcome, runId, duration, paused);
    }

    /// <summary>How the run ended.</summary>
    public RunStatus Status => Outcome.Status;

    /// <summary>Whether the run completed.</summary>
    public bool IsCompleted => Status == RunStatus.Completed;

    /// <summary>What made it fail, or null.</summary>
    public Exception? Error => Outcome.Error;

    /// <summary>
    /// Why the last write of a durable run failed, so that not all of it is stored: with <c>DurabilityMode.Batched</c> and <c>Exit</c> the run continues without its store. Null if all
    /// is stored, or the run is not durable.
    /// </summary>
    public Exception? StoreError => Outcome.StoreError;

    /// <summary>The failure that ended it, with its place; null if none did.</summary>
    public RunFailure? Failure => Outcome.FindFailure();

    /// <summary>
    /// All failures in it, including those in nested runs and maps, and those that it continued past. In
    /// declaration order, then in input order; empty if nothing failed.
    /// </summary>
    public IReadOnlyList<RunFailure> Failures => Outcome.Failures ?? [];

    /// <summary>Whether anything failed in it: a run that continued past failures has completed, but has them.</summary>
    public bool HasFailures => Outcome.Failures is not null;

    /// <summary>What it waits for if it is paused, the first of <see cref="Pauses"/>; null otherwise.</summary>
    public RunPause? Pause => Pauses.Count == 0 ? null : Pauses[0];

    /// <summary>
    /// All pauses of a paused run: those of interrupts in the same superstep, and those of paused items of nested
    /// maps. In declaration order, then in input order.
    /// </summary>
    public IReadOnlyList<RunPause> Pauses => Outcome.Pauses ?? [];

    /// <summary>The run's id, also in its events. Created on first use if no processor is attached.</summary>
    public RunId RunId => Details.GetOrCreateRunId(_values, _row);

    /// <summary>
    /// The item's zero-based place in the input if this is the result of a map's item; null otherwise. In a stream of more
    /// than 2,147,483,648 items it starts at 0 again, as it does in the item's events.
    /// </summary>
    public int? ItemIndex
    {
        get => _item < 0 ? null : _item;
        internal init => _item = value ?? -1;
    }

    /// <summary>The time from start to end; null if no processor listened, as then no clock is read.</summary>
    public TimeSpan? Duration => _details?.Duration;

    /// <summary>The values by name, in declaration order; those that were not produced are not among them.</summary>
    public IReadOnlyDictionary<string, object?> Values => Details.Values ??= ReadAll();

    /// <summary>A value.</summary>
    /// <param name="name">The output's name.</param>
    /// <exception cref="KeyNotFoundException">The graph has no such output, or the run did not produce it.</exception>
    public object? this[string name] => _values.GetBoxed(IndexOf(name), _row);

    /// <summary>A value, typed.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">The output's name.</param>
    /// <exception cref="KeyNotFoundException">The graph has no such output, or the run did not produce it.</exception>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public T Get<T>(string name)
    {
        int index = IndexOf(name);
        try
        {
            return _values.Get<T>(index, _row);
        }
        catch (Exception exception) when (exception is InvalidCastException or NullReferenceException)
        {
            throw CannotRead<T>(name, index, exception);
        }
    }

    /// <summary>A value, typed, if there is one.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">The output's name.</param>
    /// <param name="value">The value; the type's default if there is none.</param>
    /// <returns>Whether the run produced it.</returns>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public bool TryGet<T>(string name, [MaybeNullWhen(false)] out T value)
    {
        int index = _values.IndexOf(name);
        bool has = index >= 0 && _values.Has(index, _row);
        value = has ? Get<T>(name) : default;
        return has;
    }

    /// <summary>How the run ended, with its pauses.</summary>
    internal RunOutcome Outcome => _details?.Outcome ?? RunOutcome.Completed;

    /// <summary>The run that resuming continues; null if it has not paused, or not in this process.</summary>
    internal PausedRun? PausedRun => _details?.Paused;

    /// <inheritdoc/>
    public override string ToString() => $"{Status}{(HasFailures && IsCompleted ? $" with {CountText.Of(Failures.Count, "failure")}" : string.Empty)}{(Pause is null ? string.Empty : $" ({Pauses[0].DebuggerText}{(Pauses.Count == 1 ? string.Empty : $" and {Pauses.Count - 1} more")})")}: {string.Join(", ", Values.Select(v => $"{v.Key} = {v.Value}"))}";

    private ResultDetails Details =>
        _details ?? Interlocked.CompareExchange(ref _details, new ResultDetails(RunOutcome.Completed, runId: null, duration: null, paused: null), null) ?? _details;

    private int IndexOf(string name)
    {
        int index = _values.IndexOf(name);
        if (index >= 0 && _values.Has(index, _row))
        {
            return index;
        }

        string subject = _values.Plan.Graph.Subject;
        IEnumerable<string> names = _values.Plan.Results.Select(r => r.Name);
        throw new KeyNotFoundException(index < 0
            ? $"{subject} has no output '{name}'.{NearestName.Suggest(name, names)} Outputs: {NameList.Of(names)}."
            : $"{subject} did not produce '{name}': {WhyMissing()}. Use TryGet for an output that may be missing.");
    }

    private string WhyMissing() => Status switch
    {
        RunStatus.Failed => "the run failed before",
        RunStatus.Paused => "the run is paused",
        RunStatus.Stopped => "the run was stopped before",
        _ => "its node is in a branch that was not chosen",
    };

    private InvalidCastException CannotRead<T>(string name, int index, Exception inner)
    {
        object? value = _values.GetBoxed(index, _row);
        return new InvalidCastException(
            $"{_values.Plan.Graph.Subject}: '{name}' is {(value is null ? "null" : $"a value of type {TypeNames.Of(value.GetType())}")} and cannot be read as {TypeNames.Of(typeof(T))}.",
            inner);
    }

    private NamedValues ReadAll()
    {
        PlanValue[] results = _values.Plan.Results;
        int[] there = [.. Enumerable.Range(0, results.Length).Where(i => _values.Has(i, _row))];
        return new NamedValues([.. there.Select(i => results[i].Name)], [.. there.Select(i => _values.GetBoxed(i, _row))]);
    }

    private string DebuggerText => $"{Status}: {Outcome.FindFailure()?.ToString() ?? NameList.Join(_values.Plan.Results.Where((_, i) => _values.Has(i, _row)).Select(r => r.Name))}";
}
