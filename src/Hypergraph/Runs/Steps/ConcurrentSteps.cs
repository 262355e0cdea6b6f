using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Scheduling;
using Hypergraph.Runs.State;
using Hypergraph.Threading;

namespace Hypergraph.Runs.Steps;

/// <summary>
/// Steps of one run that are in flight at the same time. A step that would block its caller runs on the pool: a few threads run many short steps, one after the other,
/// and as long as one waits to begin, a further thread is requested, so that a step that blocks holds up no other.
/// </summary>
internal abstract class ConcurrentSteps : IThreadPoolWorkItem
{
    /// <summary>How long a pool thread runs steps before other work of the pool has its turn.</summary>
    private const long MillisecondsOfTurn = 20;

    /// <summary>How long a further thread watches the others before it runs steps itself.</summary>
    private const long MicrosecondsOfWatch = 4;

    /// <summary>The number of steps begun in this time from which on they are so short that a further thread would only contend for them.</summary>
    private const int ManyStepsBegun = 8;

    /// <summary>The number of steps that a thread runs before it looks at the time.</summary>
    private const int StepsBetweenLooks = 32;

    private const int SpinsBetweenLooks = 40;

    private static readonly long TicksOfWatch = MicrosecondsOfWatch * Stopwatch.Frequency / 1_000_000;

    private static readonly ContextCallback RunWaitingSteps = static steps => ((ConcurrentSteps)steps!).RunWaiting();

    private readonly Lock _lock = new();

    /// <summary>The execution context in which every step starts; null if its flow is suppressed.</summary>
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly bool _isUnobserved;

    // The steps that wait for a thread, whether one is requested (1) that has not joined yet, and the number of those that have joined.
    private WaitingSteps? _waiting;
    private int _isThreadRequested;
    private int _threads;
    private PendingCall? _unused;

    protected ConcurrentSteps(RunState state)
    {
        State = state;
        NextInQueue = new int[state.Plan.Steps.Length];
        _isUnobserved = state.IsUnobserved && state.Call.Permits is null;
    }

    /// <summary>The run.</summary>
    protected RunState State { get; }

    /// <summary>The links of all queues of the run's steps: a step is in one of them at most.</summary>
    protected int[] NextInQueue { get; }

    void IThreadPoolWorkItem.Execute()
    {
        if (_context is null)
        {
            RunWaiting();
        }
        else
        {
            ExecutionContext.Run(_context, RunWaitingSteps, this);
        }
    }

    /// <summary>Called when a step has ended that had not when it was started, on any thread.</summary>
    protected abstract void OnEnded(Step step, StepOutcome outcome);

    /// <summary>Starts a step. A failed step does not prevent it from running, unless it waits for a permit.</summary>
    /// <param name="step">The step.</param>
    /// <param name="isAlone">Whether no other step is ready or in flight, so that it may block this thread.</param>
    /// <param name="permitsBefore">The number of permits that the steps that are ready at the same time have requested before it.</param>
    /// <param name="onPool">Receives the steps for the pool. The caller passes them to <see cref="RunOnPool"/> in the end.</param>
    /// <param name="outcome">How it has ended.</param>
    /// <returns>Whether it has ended. If not, <see cref="OnEnded"/> is called.</returns>
    protected bool Start(Step step, bool isAlone, int permitsBefore, ref ReadyStepQueue onPool, [NotNullWhen(true)] out StepOutcome? outcome)
    {
        if (!AsyncCall.TryBegin(State, step, permitsBefore, out StartedCall waiting))
        {
            return HasEnded(step, waiting, out outcome);
        }

        if (!isAlone && !step.ReturnsEarly)
        {
            onPool.Enqueue(step.Index);
            outcome = null;
            return false;
        }

        // This call may wait for the steps before it.
        RunOnPool(ref onPool);
        return Call(step, out outcome);
    }

    /// <summary>Runs steps on the pool.</summary>
    protected void RunOnPool(ref ReadyStepQueue steps)
    {
        if (steps.IsEmpty)
        {
            return;
        }

        if (_waiting is null)
        {
            Interlocked.CompareExchange(ref _waiting, new WaitingSteps(State.Plan.Steps.Length), null);
        }

        _waiting.Add(ref steps);
        RequestThread();
    }

    /// <summary>Calls a step.</summary>
    /// <returns>Whether the call has ended.</returns>
    private bool Call(Step step, [NotNullWhen(true)] out StepOutcome? outcome)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        bool hasEnded = _isUnobserved && step is { Call: { } function, IsGate: false, IsInterrupt: false }
            ? CallFunction(step, function, out outcome)
            : HasEnded(step, StartObserved(step), out outcome);
        if (SynchronizationContext.Current != before)
        {
            // What a step sets is its own: neither the steps that it makes ready nor those behind it in the queue continue there.
            SynchronizationContext.SetSynchronizationContext(before);
        }

        return hasEnded;
    }

    /// <summary>The call of a step in a run that nothing observes: that of its function and nothing else.</summary>
    private bool CallFunction(Step step, ResolvedCall function, [NotNullWhen(true)] out StepOutcome? outcome)
    {
        ExecutionContext? context = ExecutionContext.Capture();
        Task? pending = null;
        try
        {
            pending = function.Invoke(State.Frame);
            outcome = StepOutcome.Completed;
        }
        catch (Exception exception)
        {
            outcome = StepCompletion.Fail(State, step, exception);
            State.IsEnding = true;
        }

        AmbientContext.Restore(context);
        return pending is null || HasEnded(step, new StartedCall(pending, State, step, default, execution: null, permits: null), out outcome);
    }

    private bool HasEnded(Step step, in StartedCall call, [NotNullWhen(true)] out StepOutcome? outcome)
    {
        if (call.HasEnded(out outcome, out Task? pending))
        {
            return true;
        }

        RentPendingCall().Await(step, call, pending);
        return false;
    }

    /// <summary>Calls a step. An unexpected exception around the call fails it, because no caller awaits what follows.</summary>
    private StartedCall StartObserved(Step step)
    {
        try
        {
            return AsyncCall.Call(State, step);
        }
        catch (Exception exception)
        {
            return new StartedCall(StepCompletion.Fail(State, step, exception));
        }
    }

    /// <summary>Requests a thread, unless one is requested already, through the pool's global queue, which is first in, first out on any thread.</summary>
    private void RequestThread()
    {
        if (Interlocked.Exchange(ref _isThreadRequested, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void RunWaiting()
    {
        WaitingSteps waiting = _waiting!;
        if (TryJoin(waiting))
        {
            RunInTurn(waiting);
            Interlocked.Decrement(ref _threads);
        }
    }

    /// <summary>
    /// Adds this thread to those that run steps. If there is one already, this thread first watches how fast steps begin: very short ones are done sooner
    /// by one thread than by several that contend for them. No other thread is requested while it watches.
    /// </summary>
    /// <returns>Whether it has joined; false if no step waits any more.</returns>
    private bool TryJoin(WaitingSteps waiting)
    {
        int? watchedFrom = null;
        while (!waiting.IsEmpty || !TryLeave(waiting))
        {
            int begun = waiting.RemovedCount;
            if (Volatile.Read(ref _threads) == 0 || begun - watchedFrom < ManyStepsBegun)
            {
                Interlocked.Increment(ref _threads);

                // With a fence: a step that is added now is either seen by this thread or requests another one.
                Interlocked.Exchange(ref _isThreadRequested, 0);
                return true;
            }

            watchedFrom = begun;
            long end = Stopwatch.GetTimestamp() + TicksOfWatch;
            while (Stopwatch.GetTimestamp() < end)
            {
                Thread.SpinWait(SpinsBetweenLooks);
            }
        }

        return false;
    }

    /// <summary>Ends the request for this thread, unless a step has been added since that saw the request.</summary>
    private bool TryLeave(WaitingSteps waiting)
    {
        Interlocked.Exchange(ref _isThreadRequested, 0);
        return waiting.IsEmpty || Interlocked.Exchange(ref _isThreadRequested, 1) != 0;
    }

    /// <summary>Runs steps until none waits, or other work of the pool has its turn. While steps wait, a further thread is requested.</summary>
    private void RunInTurn(WaitingSteps waiting)
    {
        long end = Environment.TickCount64 + MillisecondsOfTurn;
        for (int count = 1; waiting.TryRemove(out int index); count++)
        {
            if (Volatile.Read(ref _isThreadRequested) == 0 && !waiting.IsEmpty)
            {
                RequestThread();
            }

            Step step = State.Plan.Steps[index];
            if (State.Call.MustEnd)
            {
                OnEnded(step, AsyncCall.Skip(State, step));
            }
            else if (Call(step, out StepOutcome? outcome))
            {
                OnEnded(step, outcome);
            }

            if (count % StepsBetweenLooks == 0 && Environment.TickCount64 > end)
            {
                RequestThread();
                return;
            }
        }
    }

    private PendingCall RentPendingCall()
    {
        lock (_lock)
        {
            if (_unused is { } call)
            {
                _unused = call.Next;
                return call;
            }
        }

        return new PendingCall(this);
    }

    private void Return(PendingCall call)
    {
        lock (_lock)
        {
            call.Next = _unused;
            _unused = call;
        }
    }

    /// <summary>Awaits the task of a call and ends the call. It serves one call after the other, so that a call costs no state machine.</summary>
    private sealed class PendingCall
    {
        private static readonly ContextCallback EndCall = static call => ((PendingCall)call!).End();

        private readonly ConcurrentSteps _steps;
        private readonly Action _continuation;
        private Step? _step;
        private StartedCall _call;

        public PendingCall(ConcurrentSteps steps)
        {
            _steps = steps;
            _continuation = Continue;
        }

        /// <summary>The next one of those that await nothing.</summary>
        public PendingCall? Next { get; set; }

        public void Await(Step step, in StartedCall call, Task pending)
        {
            _step = step;
            _call = call;
            pending.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_continuation);
        }

        /// <summary>Continues on the thread that has completed the task, whose own context stays as it is.</summary>
        private void Continue()
        {
            if (_steps._context is { } context)
            {
                ExecutionContext.Run(context, EndCall, this);
            }
            else
            {
                End();
            }
        }

        private void End()
        {
            Step step = _step!;
            StartedCall call = _call;
            _step = null;
            _call = default;
            _steps.Return(this);
            ExecutionContext? context = ExecutionContext.Capture();
            StepOutcome outcome = call.End();
            AmbientContext.Restore(context);
            _steps.OnEnded(step, outcome);
        }
    }
}
