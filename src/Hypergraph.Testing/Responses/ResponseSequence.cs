namespace Hypergraph.Testing.Responses;

/// <summary>The responses of a test double, in the order in which they are used. The last one is used for all further calls. Thread-safe.</summary>
/// <typeparam name="TResponse">A response.</typeparam>
internal sealed class ResponseSequence<TResponse>
{
    private readonly Lock _lock = new();
    private readonly List<TResponse> _responses = [];
    private int _usedCount;

    /// <summary>Adds a response.</summary>
    public void Add(TResponse response)
    {
        lock (_lock)
        {
            _responses.Add(response);
        }
    }

    /// <summary>Returns the response to the next call.</summary>
    /// <param name="subject">What is called, and what has no response: the beginning of the message.</param>
    /// <exception cref="InvalidOperationException">There is no response.</exception>
    public TResponse Next(string subject)
    {
        lock (_lock)
        {
            return _responses.Count == 0
                ? throw new InvalidOperationException($"{subject} has no response. Add one with Returns, Throws or Responds.")
                : _responses[Math.Min(++_usedCount, _responses.Count) - 1];
        }
    }
}
