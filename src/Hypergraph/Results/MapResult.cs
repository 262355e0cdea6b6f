using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Nodes.Naming;
using Hypergraph.Planning;
using Hypergraph.Results;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Values;

namespace Hypergraph;

/// <summary>The result of a map: one result for each item, in input order. Items are views, created on demand.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class MapResult : IReadOnlyList<RunResult>
{
    private readonly ExecutionPlan _plan;
    private readonly MapCollector _collector;
    private readonly ColumnValues _values;
    private readonly Lazy<RunId> _runId;

    internal MapResult(ExecutionPlan plan, MapCollector collector, RunOutcome outcome, RunId? runId, TimeSpan? duration)
    {
        _plan = plan;
        _collector = collector;
        _values = new ColumnValues(plan, collector);
        _runId = new Lazy<RunId>(() => runId ?? RunId.New());
        Status = outcome.Status;
        StoreError = outcome.StoreError;
        Duration = duration;
        Failures = FailuresOf(collector);
        AllFailures = collector.AllFailures() ?? [];
        Pauses = [.. outcome.Pauses ?? []];
        NotStarted = collector.HasUnstarted ? [.. Enumerable.Range(0, collector.Count).Where(i => !collector.HasEnded(i))] : [];
        CompletedCount = collector.Count - NotStarted.Count - collector.NotCompletedCount;
    }

    /// <summary>How the map ended: completed, partial if some items succeeded and some did not, failed if none did.</summary>
    public RunStatus Status { get; }

    /// <summary>
    /// Why the last write of a durable map failed, so that not all of it is stored: with <c>DurabilityMode.Batched</c> and <c>Exit</c> the map continues without its store. Null if all
    /// is stored, or the map is not durable.
    /// </summary>
    public Exception? StoreError { get; }

    /// <summary>Whether every item completed.</summary>
    public bool IsCompleted => Status == RunStatus.Completed;

    /// <summary>The number of items.</summary>
    public int Count => _collector.Count;

    /// <summary>The number of items that completed.</summary>
    public int CompletedCount { get; }

    /// <summary>The number of items that failed.</summary>
    public int FailedCount => Failures.Count;

    /// <summary>The items that failed, in input order.</summary>
    public IReadOnlyList<MapFailure> Failures { get; }

    /// <summary>
    /// All failures in its items, including those in nested runs and maps, and in items that continued past them and
    /// completed. In input order.
    /// </summary>
    public IReadOnlyList<RunFailure> AllFailures { get; }

    /// <summary>Whether anything failed in its items: an item that continued past failures has completed, but has them.</summary>
    public bool HasFailures => AllFailures.Count > 0;

    /// <summary>What it waits for if items are paused, the first of <see cref="Pauses"/>; null otherwise.</summary>
    public RunPause? Pause => Pauses.Count == 0 ? null : Pauses[0];

    /// <summary>What its paused items wait for, in input order; the first index of each <see cref="RunPause.ItemPath"/> is the item's.</summary>
    public IReadOnlyList<RunPause> Pauses { get; }

    /// <summary>
    /// The zero-based indexes of the items that never started because the map was stopped or a preceding item failed; ascending.
    /// </summary>
    public IReadOnlyList<int> NotStarted { get; }

    /// <summary>The map's own run id, the parent of its items' runs.</summary>
    public RunId RunId => _runId.Value;

    /// <summary>The time from start to end; null if no processor listened, as then no clock is read.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>The result of an item.</summary>
    /// <param name="index">The item's zero-based place in the input.</param>
    public RunResult this[int index]
    {
        get
        {
            RunOutcome outcome = _collector.OutcomeOf(index);
            PausedRun? paused = _collector.FindPausedItem(index);
            ResultValues values = paused is null ? _values : paused.Values;
            return new RunResult(values, outcome, _collector.RunIdOf(index), _collector.DurationOf(index), row: index, paused) { ItemIndex = index };
        }
    }

    /// <summary>Whether everything that is paused can be resumed: it paused in this process.</summary>
    internal bool CanResume => Pauses.All(p => _collector.FindPausedItem(p.ItemPath[0]) is not null);

    /// <summary>The results of its items, and those that are paused.</summary>
    internal MapCollector Collector => _collector;

    /// <summary>The plan of its graph.</summary>
    internal ExecutionPlan Plan => _plan;

    /// <summary>One output of all items, in input order.</summary>
    /// <typeparam name="T">The type of its values; a nullable type if items may lack it.</typeparam>
    /// <param name="name">The output's name.</param>
    /// <exception cref="KeyNotFoundException">The graph has no such output.</exception>
    /// <exception cref="InvalidOperationException">Some items lack the output, and <typeparamref name="T"/> has no null.</exception>
    /// <exception cref="InvalidCastException">The values are of another type.</exception>
    public IReadOnlyList<T> Get<T>(string name)
    {
        int index = Array.FindIndex(_plan.Results, r => r.Name == name);
        if (index < 0)
        {
            IEnumerable<string> names = _plan.Results.Select(r => r.Name);
            throw new KeyNotFoundException($"{_plan.Graph.Subject} has no output '{name}'.{NearestName.Suggest(name, names)} Outputs: {NameList.Of(names)}.");
        }

        bool hasGaps = _collector.HasGaps(index);
        if (hasGaps && default(T) is not null)
        {
            throw new InvalidOperationException(
                $"{_plan.Graph.Subject}: some items have no '{name}'. Read it as {TypeNames.Of(typeof(T))}?, which is null for them, or read the items.");
        }

        return !hasGaps && _collector.ArrayAt(index).GetType() == typeof(T[])
            ? Array.AsReadOnly((T[])_collector.ArrayAt(index))
            : [.. Enumerable.Range(0, Count).Select(i => _collector.Has(index, i) ? this[i].Get<T>(name) : default!)];
    }

    /// <summary>One output of all items, in input order, if every item produced it.</summary>
    /// <typeparam name="T">The type of its values.</typeparam>
    /// <param name="name">The output's name.</param>
    /// <param name="values">The values; null if the graph has no such output, or an item lacks it.</param>
    /// <returns>Whether every item produced the output.</returns>
    /// <exception cref="InvalidCastException">The values are of another type.</exception>
    public bool TryGet<T>(string name, [NotNullWhen(true)] out IReadOnlyList<T>? values)
    {
        int index = Array.FindIndex(_plan.Results, r => r.Name == name);
        values = index < 0 || _collector.HasGaps(index) ? null : Get<T>(name);
        return values is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<RunResult> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"{Status}: {CompletedCount} of {Count} items completed, {FailedCount} failed{(AllFailures.Count > FailedCount ? $", {AllFailures.Count} failures in all" : string.Empty)}";

    private static List<MapFailure> FailuresOf(MapCollector collector)
    {
        List<MapFailure> failures = [];
        foreach ((int item, RunOutcome outcome) in collector.NotCompleted)
        {
            if (outcome.Status == RunStatus.Failed)
            {
                failures.Add(MapFailure.Of(item, outcome.Error!, outcome.FindFailure()));
            }
        }

        return failures;
    }
}
