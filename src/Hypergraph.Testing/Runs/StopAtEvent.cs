using System.Runtime.ExceptionServices;
using Hypergraph.Testing.Events;

namespace Hypergraph.Testing.Runs;

/// <summary>Records the events of a run, and stops the run inside the first event that matches, before any other node starts.</summary>
internal sealed class StopAtEvent(EventPattern until) : EventProcessor
{
    private readonly Lock _gate = new();
    private readonly List<Event> _events = [];
    private readonly TaskCompletionSource _started = new();
    private readonly int _callingThread = Environment.CurrentManagedThreadId;
    private RunHandle<RunResult>? _run;
    private Event? _match;
    private ExceptionDispatchInfo? _conditionFailure;

    private string Reason => $"{until} occurred.";

    /// <summary>Starts a run and waits for its end.</summary>
    public static async Task<RecordedRun> RunAsync(EventPattern until, RunOptions? options, Func<RunOptions, RunHandle<RunResult>> start)
    {
        ArgumentNullException.ThrowIfNull(until);
        var processor = new StopAtEvent(until);
        RunOptions used = options ?? new RunOptions();
        RunHandle<RunResult> run = start(used with { EventProcessors = [.. used.EventProcessors, processor], KeepEvents = false });
        processor.SetRun(run);
        try
        {
            RunResult result = await run.Completion.ConfigureAwait(false);
            processor._conditionFailure?.Throw();
            return processor._match is { } match ? new RecordedRun(result, processor.Events(), match) : throw processor.NotFound(inner: null);
        }
        catch (Exception exception) when (processor._match is null && processor._conditionFailure is null && exception is not (EventAssertionException or OperationCanceledException))
        {
            throw processor.NotFound(exception);
        }
    }

    public override void OnEvent(Event e)
    {
        // The run starts on the calling thread, which has no handle yet. Other threads wait for the handle, so that the stop is in time.
        if (_run is null && Environment.CurrentManagedThreadId != _callingThread)
        {
            _started.Task.GetAwaiter().GetResult();
        }

        if (EndsAt(e))
        {
            _run?.Stop(Reason);
        }
    }

    /// <summary>Whether the run is to stop: at the first event that matches, or where the condition throws.</summary>
    private bool EndsAt(Event e)
    {
        lock (_gate)
        {
            _events.Add(e);
            if (_match is not null || _conditionFailure is not null)
            {
                return false;
            }

            try
            {
                _match = until.IsMatch(e) ? e : null;
            }
            catch (Exception exception)
            {
                _conditionFailure = ExceptionDispatchInfo.Capture(exception);
            }

            return _match is not null || _conditionFailure is not null;
        }
    }

    private void SetRun(RunHandle<RunResult> run)
    {
        _run = run;
        if (_match is not null || _conditionFailure is not null)
        {
            run.Stop(Reason);
        }

        _started.SetResult();
    }

    private Event[] Events()
    {
        lock (_gate)
        {
            return [.. _events];
        }
    }

    private EventAssertionException NotFound(Exception? inner) =>
        EventMessage.Create($"The run ended, but '{until}' does not occur.", [until], 0, Events(), mark: null, inner);
}
