namespace Hypergraph;

/// <summary>The bound of the queue between a run and an <see cref="AsyncEventProcessor"/>.</summary>
public sealed record EventQueueOptions
{
    private readonly int? _capacity;

    /// <summary>
    /// The number of waiting events at which new events are dropped, except starts and ends: those are always kept,
    /// so that every pair is complete. Null keeps all events.
    /// </summary>
    /// <value>The default value is null.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? Capacity
    {
        get => _capacity;
        init
        {
            if (value is < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "The capacity of an event queue is at least 1, or null for no bound.");
            }

            _capacity = value;
        }
    }
}
