namespace Hypergraph.Testing.Events;

/// <summary>A wait for an event.</summary>
internal sealed class EventWait(EventPattern expected)
{
    private readonly TaskCompletionSource<Event> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the event.</summary>
    public Task<Event> Task => _source.Task;

    /// <summary>Whether an event ends the wait: it matches, or the condition throws.</summary>
    public bool TryComplete(Event e)
    {
        try
        {
            return expected.IsMatch(e) && _source.TrySetResult(e);
        }
        catch (Exception exception)
        {
            return _source.TrySetException(exception);
        }
    }

    /// <summary>Ends the wait because no more events follow.</summary>
    public void Fail(IReadOnlyList<Event> events) =>
        _source.TrySetException(EventMessage.Create($"The call ended, but '{expected}' does not occur.", [expected], 0, events, mark: null));
}
