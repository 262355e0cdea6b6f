using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.State;
using Hypergraph.Threading;

namespace Hypergraph.Runs.Calls;

/// <summary>
/// One execution of a node that is more than a call of its function: it has interceptors, or the function accepts a
/// context. It reports what happens between the node's start and its end.
/// </summary>
internal sealed class NodeExecution
{
    private readonly RunState _state;
    private readonly NodeSpan _span;
    private readonly NodeInterceptor[] _callInterceptors;

    /// <summary>The inputs at the node's start. The run's own slots may contain other values when a call comes late.</summary>
    private readonly Frame? _inputFrame;

    private IReadOnlyDictionary<string, object?>? _inputs;
    private List<CallAttempt>? _attempts;
    private int _attemptCount;
    private long _chunks;
    private FailedAttempt? _failed;
    private readonly string? _key;
    private string? _idempotencyKey;

    private NodeExecution(RunState state, Step step, in NodeSpan span, string? key)
    {
        _key = key;
        _state = state;
        Call = state.Call;
        Step = step;
        _span = span;
        Iteration = state.Scheduler?.StartsOf(step) ?? 1;
        _callInterceptors = state.Call.Interceptors;
        _inputFrame = IsIntercepted ? Layout.CopyInputs(state.Frame) : null;
    }

    public Step Step { get; }

    /// <summary>How many times the step has started in its run, this time included.</summary>
    public int Iteration { get; }

    /// <summary>The call, also for abandoned attempts that outlive the run.</summary>
    public CallContext Call { get; }

    /// <summary>The key of this execution for the other side of an effect. Without a journal an execution does not outlive the process, so any new id serves.</summary>
    public string IdempotencyKey =>
        LazyInitializer.EnsureInitialized(ref _idempotencyKey, () => _key is null ? RunId.New().ToString() : Call.IdempotencyKeyOf(_key));

    public int? ItemIndex => _state.ItemIndex;

    public string? GraphName => _state.Plan.Graph.Name;

    /// <summary>The values that the node is called with, as data.</summary>
    public IReadOnlyDictionary<string, object?> Inputs => _inputs ??= Layout.InputsOf(_inputFrame!);

    /// <summary>Whether the outputs came from a cache.</summary>
    public bool IsCached { get; private set; }

    /// <summary>Whether a stop ended the function's stream early. Written before the function's task ends.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Whether the node has ended, so that nothing more is reported. Read and written where events are created.</summary>
    public bool IsClosed { get; set; }

    private bool IsIntercepted => _callInterceptors.Length + Step.Interceptors.Length > 0;

    private CallLayout Layout => Step.CallLayout ??= new CallLayout(Step);

    /// <summary>The execution of a step that is about to be called; null if its function alone is called.</summary>
    /// <param name="state">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="span">The scope of its events.</param>
    /// <param name="key">The key of the execution in the journal; null without a journal.</param>
    public static NodeExecution? Of(RunState state, Step step, in NodeSpan span, string? key = null) =>
        step.IsUnintercepted && state.Call.Interceptors.Length == 0 ? null : new NodeExecution(state, step, span, key);

    /// <summary>Calls the function through all interceptors.</summary>
    /// <returns>Null if that is done; otherwise a task that ends when it is.</returns>
    public Task? Start()
    {
        if (!IsIntercepted)
        {
            return CallInRunFrame();
        }

        ValueTask<NodeOutputs> outputs = InvokeAsync(0, Call.CancellationToken);
        if (!outputs.IsCompletedSuccessfully)
        {
            return WriteOutputsAsync(outputs);
        }

        WriteOutputs(outputs.Result);
        return null;
    }

    /// <summary>
    /// Calls the function through all interceptors, on this thread. Interceptors may block it while they await, so they are
    /// called without its synchronization context.
    /// </summary>
    public void Run()
    {
        if (IsIntercepted)
        {
            WriteOutputs(BlockingCall.Run(this, static execution => execution.Invoke(0, execution.Call.CancellationToken)));
        }
        else
        {
            _ = CallInRunFrame();
        }
    }

    /// <summary>Continues at an index of the chain of interceptors, which ends with the function.</summary>
    public ValueTask<NodeOutputs> InvokeAsync(int position, CancellationToken cancellationToken)
    {
        if (InterceptorAt(position) is { } interceptor)
        {
            return interceptor.InvokeAsync(new InterceptedCall(this, position + 1), cancellationToken);
        }

        Frame frame = CreateFrame(cancellationToken);
        return Layout.Invoke(frame) is { } pending ? AwaitAsync(pending, frame) : new ValueTask<NodeOutputs>(Layout.OutputsOf(frame, isStopped: false));
    }

    /// <summary>As <see cref="InvokeAsync"/>, on this thread.</summary>
    public NodeOutputs Invoke(int position, CancellationToken cancellationToken)
    {
        if (InterceptorAt(position) is { } interceptor)
        {
            return interceptor.Invoke(new InterceptedCall(this, position + 1), cancellationToken);
        }

        Frame frame = CreateFrame(cancellationToken);
        if (Layout.Invoke(frame) is { } pending)
        {
            pending.GetAwaiter().GetResult();
        }

        return Layout.OutputsOf(frame, isStopped: false);
    }

    public void ReportProgress(long done, long? total) => _state.Span?.ReportProgress(_span, this, done, total);

    public void StreamChunk(object? chunk) => _state.Span?.StreamChunk(_span, this, chunk);

    /// <summary>The place of the next chunk. Called where events are made, so one at a time.</summary>
    public long NextChunkIndex() => _chunks++;

    public NodeAttempt StartAttempt()
    {
        var attempt = new CallAttempt(this);
        if (_state.Span is { } span)
        {
            span.StartAttempt(_span, this, attempt);
        }
        else
        {
            attempt.Begin(Interlocked.Increment(ref _attemptCount), now: 0, isReported: false);
        }

        LogRetry(attempt);
        return attempt;
    }

    /// <summary>Begins an attempt, which is reported unless the node has ended. Called where events are created, so one at a time.</summary>
    public void Begin(CallAttempt attempt, long now)
    {
        attempt.Begin(++_attemptCount, now, isReported: !IsClosed);
        if (attempt.IsActive)
        {
            (_attempts ??= []).Add(attempt);
        }
    }

    public void EndAttempt(CallAttempt attempt, Exception? error)
    {
        if (error is not null && Call.Log is { } log)
        {
            _failed = new FailedAttempt(_state.LogLocationOf(Step), attempt.Number, error, log.Now());
        }

        _state.Span?.EndAttempt(_span, this, attempt, error);
    }

    /// <summary>Ends the active attempts before the node ends. Later reports are ignored.</summary>
    public void Close()
    {
        if (_state.Span is not { } span)
        {
            return;
        }

        span.Close(this);
        foreach (CallAttempt attempt in _attempts ?? [])
        {
            span.EndAttempt(_span, this, attempt, error: null);
        }
    }

    /// <summary>Logs that an attempt follows a failed one.</summary>
    private void LogRetry(CallAttempt next)
    {
        if (!IsClosed && Interlocked.Exchange(ref _failed, null) is { } failed)
        {
            Call.Log?.Retry(failed.Location, failed.Error, failed.Number, next.Number, failed.EndTime);
        }
    }

    private NodeInterceptor? InterceptorAt(int position) =>
        position < _callInterceptors.Length ? _callInterceptors[position]
        : position < _callInterceptors.Length + Step.Interceptors.Length ? Step.Interceptors[position - _callInterceptors.Length]
        : null;

    /// <summary>Room for one call, with the node's inputs and what the run fills in.</summary>
    private Frame CreateFrame(CancellationToken cancellationToken) =>
        Layout.CreateFrame(_inputFrame!, new CallNodeContext(this, cancellationToken), Call.Services, cancellationToken);

    private Task? CallInRunFrame()
    {
        if (Step.ContextSlot is { } slot)
        {
            _state.Frame.Write<NodeContext>(slot, new CallNodeContext(this, Call.CancellationToken));
        }

        return Step.Call!.Start(_state.Frame);
    }

    private async ValueTask<NodeOutputs> AwaitAsync(Task pending, Frame frame)
    {
        await pending.ConfigureAwait(false);
        return Layout.OutputsOf(frame, IsStopped);
    }

    private async Task WriteOutputsAsync(ValueTask<NodeOutputs> outputs) => WriteOutputs(await outputs.ConfigureAwait(false));

    private void WriteOutputs(NodeOutputs? outputs)
    {
        if (outputs is null)
        {
            throw new InvalidOperationException($"An interceptor of node '{Step.Node.Name}' returned null. Return the result of NodeCall.InvokeAsync, or outputs created by NodeOutputs.Of.");
        }

        Layout.Write(outputs, _state.Frame);
        if (outputs.IsCached)
        {
            IsCached = true;
            _state.Span?.HitCache(_span, this, outputs.CacheKey);
        }
    }
}
