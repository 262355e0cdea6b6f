using System.Diagnostics;
using Hypergraph.Events.Origins;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Logging;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.Scheduling;
using Hypergraph.Runs.Values;

namespace Hypergraph.Runs.State;

/// <summary>What controls one run: its call, location, scheduler, interrupts, events and failures. Its values are those of the base class.</summary>
internal sealed class RunState : RunValues
{
    private RunFailures? _failures;

    public RunState(ExecutionPlan plan, CallContext call, RunLocation? location = null)
        : base(plan, call.Services, call.CancellationToken)
    {
        Call = call;
        Location = location;
        Scheduler = plan.HasStaticSchedule ? null : new Scheduler(plan, this, call);
        Interrupts = plan.HasInterrupts ? new InterruptState() : null;
    }

    /// <summary>A run that resumes a paused one, with its own context, location and answers.</summary>
    public RunState(PausedRun paused, CallContext call, RunLocation? location, Answers answers)
        : base(paused.Values, call.Services, call.CancellationToken)
    {
        Call = call;
        Location = location;
        Scheduler = paused.Scheduler.Resume(this, call, paused.Interrupts.Paused.Select(p => p.Step));
        Interrupts = paused.Interrupts.Resume(answers);
        _failures = paused.Failures?.Copy();
    }

    public CallContext Call { get; private set; }

    /// <summary>Decides what runs next; null in a static schedule.</summary>
    public Scheduler? Scheduler { get; private set; }

    /// <summary>The state of its interrupts; null if neither it nor a nested graph has any.</summary>
    public InterruptState? Interrupts { get; private set; }

    /// <summary>Its location in other runs; null at the top.</summary>
    public RunLocation? Location { get; private set; }

    /// <summary>The span of the run's events; null without a listener.</summary>
    public RunSpan? Span { get; set; }

    /// <summary>The zero-based index of the innermost map item that the run lies in, or null.</summary>
    public int? ItemIndex => Location?.ItemIndex;

    /// <summary>Whether the run can do nothing but call one function after the other, without waiting for anything between.</summary>
    public bool RunsSynchronously => Plan is { Shape: PlanShape.Chain, IsSynchronous: true, IsUnintercepted: true } && Call.Interceptors.Length == 0 && Call.Permits is null && Call.Journal is null;

    /// <summary>Whether the run has no listener, no interceptors, no journal and no stop signal; only its token can end it.</summary>
    public bool IsUnobserved => Span is null && Plan.IsUnintercepted && Call.CallsFunctionsOnly;

    /// <summary>Whether a node of the run has failed, so that no new one begins.</summary>
    public bool IsEnding
    {
        get => Volatile.Read(ref _failures) is { IsEnding: true };
        set => Failures.IsEnding = value;
    }

    /// <summary>When its values are released; null if none is.</summary>
    public ValueReleases? Releases => Span is null && Location?.Nested is { } nested ? nested.Releases : Plan.Releases;

    /// <summary>Releases what a nested graph alone uses, once the runs inside have it.</summary>
    public void ReleaseNestedInputs(Step nested)
    {
        if (Plan.HasStaticSchedule)
        {
            Releases?.ReleaseNestedInputs(nested, Frame);
        }
    }

    /// <summary>A state for items of the map of this state, with its initial values.</summary>
    public RunState CreateItemState()
    {
        var state = new RunState(Plan, Call, Location?.ForItems() ?? new RunLocation(outer: null, node: null));
        state.Frame.CopyFrom(Frame);
        return state;
    }

    /// <summary>Records whether a stopped nested graph had produced an output of its node.</summary>
    public void RecordPartialOutput(Step step, int output, bool isThere)
    {
        if (Scheduler is not null)
        {
            Scheduler.RecordOutput(step, output, isThere);
        }
        else if (isThere)
        {
            RecordPresent(step.Outputs[output].Value);
        }
    }

    /// <summary>The outputs of a node that has ended, those that it produced.</summary>
    public NamedValues OutputValues(Step step, bool isStopped)
    {
        if (step.Nested is not null)
        {
            StepOutput[] produced = ProducedOutputs(step, isStopped);
            return new NamedValues(Array.ConvertAll(produced, o => o.Value.Name), ReadOutputs(step, produced));
        }

        return new NamedValues(step.Node.OutputNames, ReadOutputs(step, step.Outputs));
    }

    /// <summary>Notes that a node has thrown, with its location, unless the call's token has ended it.</summary>
    /// <param name="step">The node; null if it is the run itself that failed.</param>
    /// <param name="error">What it threw.</param>
    /// <param name="activity">The node's activity; null if it has none.</param>
    public void AddFailure(Step? step, Exception error, Activity? activity = null)
    {
        if (!RunOutcome.IsCancelled(error, Call.CancellationToken))
        {
            RunFailure failure = Locate(step, error);
            FailureData.Add(failure);
            Failures.Add(step, failure);
            Call.Log?.Fail(LogLocationOf(step), error, IsContained, activity);
        }
    }

    /// <summary>The key of a step's execution that is about to run or runs, which is the same in each process that runs the graph.</summary>
    public string KeyOf(Step step) => ExecutionKey.AppendNode(Location?.Key, step.Node.Name, Scheduler?.StartsOf(step) ?? 1);

    /// <summary>The location of a node, or of the run itself, for the log.</summary>
    public LogLocation LogLocationOf(Step? step)
    {
        string? path = Location?.Path;
        string? node = step?.Node.Name;
        return new LogLocation(Plan.Graph.Name, node, node is null ? path : EventPath.AppendNode(path, node), ItemIndex);
    }

    /// <summary>Notes what has failed in the nested runs of a node.</summary>
    public void AddFailures(Step step, IReadOnlyList<RunFailure>? failures)
    {
        if (failures is not null)
        {
            Failures.AddRange(step, failures);
        }
    }

    /// <summary>How the run has ended, with all its failures.</summary>
    public RunOutcome WithFailures(RunOutcome outcome)
    {
        if (outcome.Status == RunStatus.Failed && outcome.Error is { } error && _failures?.ToArray().Any(f => ReferenceEquals(f.Error, error)) != true)
        {
            AddFailure(step: null, error);
        }

        IEnumerable<RunFailure> all = _failures?.ToArray() ?? [];
        if (outcome.Status == RunStatus.Paused && Interrupts is not null)
        {
            all = all.Concat(Interrupts.Paused.SelectMany(p => p.Failures));
        }

        return all.Any() ? outcome with { Failures = [.. all] } : outcome;
    }

    /// <summary>Pauses the run before its first step, if its journal has executions whose outcome is unknown.</summary>
    /// <returns>Null if there are none.</returns>
    public RunOutcome? PauseAtUnknownOutcomes()
    {
        if (Call.Journal is not { UnknownOutcomes: { Count: > 0 } unknown })
        {
            return null;
        }

        if (Plan.HasStaticSchedule)
        {
            EndEarly([]);
        }

        return RunOutcome.Paused(unknown);
    }

    /// <summary>Emits the end of the run.</summary>
    /// <returns>How it has ended, with all its failures.</returns>
    public RunOutcome End(RunOutcome outcome)
    {
        RunOutcome ended = outcome.Status == RunStatus.Completed && _failures is null ? outcome : WithFailures(outcome);
        Span?.End(ended);
        return ended;
    }

    /// <summary>A pause of this run as its caller sees it.</summary>
    public RunPause PauseAtRoot(RunPause pause) => Location is null ? pause : Location.PauseAtRoot(pause);

    /// <summary>Releases everything that a result does not expose, once the run has ended.</summary>
    public void Close()
    {
        Detach();
        Scheduler = null;
        Interrupts = null;
        Plan.Releases?.AtEnd?.Clear(Frame);
    }

    /// <summary>Ends the run where it has paused, with what it needs to resume. The state must not be used for another run.</summary>
    public PausedRun Pause()
    {
        var paused = new PausedRun(this, Scheduler!, Interrupts!, _failures, Location?.ItemLabel);
        Detach();
        return paused;
    }

    /// <summary>Closes the run, or keeps what it needs to resume, if it has paused at interrupts.</summary>
    /// <returns>The paused run; null if the run has ended otherwise.</returns>
    public PausedRun? CloseOrPause(RunStatus status)
    {
        if (status == RunStatus.Paused && Interrupts is { Paused.Count: > 0 })
        {
            return Pause();
        }

        Close();
        return null;
    }

    /// <summary>Resets the state to that of a new run with the initial values of another.</summary>
    public void Reset(RunState initialState)
    {
        _failures = null;
        ResetValues(initialState, Releases);
        Scheduler?.Reset();
        Interrupts?.Reset();
    }

    private StepOutput[] ProducedOutputs(Step step, bool isStopped)
    {
        var produced = new StepOutput[step.Outputs.Length];
        int count = 0;
        for (int i = 0; i < step.Outputs.Length; i++)
        {
            if (Scheduler is { } scheduler ? !scheduler.IsMissing(step, i) : !isStopped || Has(step.Outputs[i].Value))
            {
                produced[count++] = step.Outputs[i];
            }
        }

        return count == produced.Length ? produced : produced[..count];
    }

    private object?[] ReadOutputs(Step step, StepOutput[] outputs)
    {
        // An answer that the call supplied is in its own slot.
        bool isAnswer = step.IsInterrupt && IsSupplied(outputs[0].Value);
        object?[] values = new object?[outputs.Length];
        for (int i = 0; i < values.Length; i++)
        {
            PlanValue value = outputs[i].Value;
            values[i] = value.SlotType.GetBoxed(Frame, isAnswer ? value.Slot : outputs[i].Staging);
        }

        return values;
    }

    private void Detach()
    {
        Span = null;
        Location = null;
        Call = CallContext.Empty;
    }

    /// <summary>Whether the call, or a map around the run, continues past failures.</summary>
    private bool IsContained => Call.ErrorHandling == ErrorHandling.Continue || IsInContinuingMap;

    /// <summary>Whether the run lies in an item of a map that continues past failures, so that a failure in it is a result of the item.</summary>
    public bool IsInContinuingMap
    {
        get
        {
            for (RunLocation? location = Location; location is not null; location = location.Outer?.Location)
            {
                if (location.Item is not null && (location.Nested?.Node.ErrorHandling ?? Call.MapErrorHandling) == ErrorHandling.Continue)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private RunFailures Failures => _failures ?? Interlocked.CompareExchange(ref _failures, new RunFailures(), null) ?? _failures;

    /// <summary>A failure with its location, as the call sees it.</summary>
    private RunFailure Locate(Step? step, Exception error)
    {
        List<string> nodes = step is null ? [] : [step.Node.Name];
        List<int> items = [];
        List<string?> labels = [];
        for (RunLocation? location = Location; location is not null; location = location.Outer?.Location)
        {
            if (location.NodeName is { } node)
            {
                nodes.Add(node);
            }

            if (location.Item is { } item)
            {
                items.Add(item);
                labels.Add(location.ItemLabel);
            }
        }

        nodes.Reverse();
        items.Reverse();
        labels.Reverse();
        return new RunFailure(nodes.Count == 0 ? null : string.Join('/', nodes), items, error, labels.TrueForAll(label => label is null) ? null : labels);
    }
}
