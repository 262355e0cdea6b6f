using System.Runtime.CompilerServices;

namespace Hypergraph.Runs.Context;

/// <summary>
/// Builds the tasks of calls. The compiler's own builder cancels a task for every <see cref="OperationCanceledException"/>; this one
/// faults it where the exception is a node's own (<see cref="NodeCancellationException"/>). A call that completes at once costs
/// nothing more than with the compiler's builder.
/// </summary>
/// <typeparam name="TResult">The result of the call.</typeparam>
internal struct RunTaskMethodBuilder<TResult>
{
    /// <summary>Runs the state machine. Its task reaches the caller only through the others.</summary>
    private AsyncTaskMethodBuilder<TResult> _machine;
    private TaskCompletionSource<TResult>? _pending;
    private Task<TResult>? _completed;

    /// <summary>The task of the call.</summary>
    public readonly Task<TResult> Task => _pending?.Task ?? _completed!;

    public static RunTaskMethodBuilder<TResult> Create() => default;

    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine =>
        _machine.Start(ref stateMachine);

    public void SetStateMachine(IAsyncStateMachine stateMachine) => _machine.SetStateMachine(stateMachine);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        // The state machine is copied here for the first time, with the source in it.
        _pending ??= new TaskCompletionSource<TResult>();
        _machine.AwaitOnCompleted(ref awaiter, ref stateMachine);
    }

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        _pending ??= new TaskCompletionSource<TResult>();
        _machine.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
    }

    public void SetResult(TResult result)
    {
        _machine.SetResult(result);
        Complete(_machine.Task);
    }

    public void SetException(Exception exception)
    {
        _machine.SetException(exception);
        Complete(exception is NodeCancellationException own ? System.Threading.Tasks.Task.FromException<TResult>(own.Error) : _machine.Task);
    }

    private void Complete(Task<TResult> task)
    {
        if (_pending is null)
        {
            _completed = task;
        }
        else
        {
            _pending.SetFromTask(task);
        }
    }
}
