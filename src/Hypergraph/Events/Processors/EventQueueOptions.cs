using System.Runtime.CompilerServices;

namespace Hypergraph;

/// <summary>The bounds of the queue between a run and an <see cref="AsyncEventProcessor"/>.</summary>
public sealed record EventQueueOptions
{
    private readonly int? _capacity;
    private readonly int? _hardLimit;

    /// <summary>
    /// The number of waiting events at which new events are dropped, except starts and ends: those are always kept,
    /// so that every pair is complete. A processor that is stuck therefore lets the queue grow beyond it, by the starts and ends of
    /// the run, unless there is a <see cref="HardLimit"/>. Null keeps all events.
    /// </summary>
    /// <value>The default value is null.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? Capacity
    {
        get => _capacity;
        init => _capacity = Check(value);
    }

    /// <summary>
    /// The number of waiting events at which all new events are dropped, starts and ends too, so that the memory of the queue is bounded
    /// whatever the processor does. The processor then receives ends without starts and starts without ends. Null always keeps starts
    /// and ends.
    /// </summary>
    /// <value>The default value is null.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? HardLimit
    {
        get => _hardLimit;
        init => _hardLimit = Check(value);
    }

    private static int? Check(int? value, [CallerMemberName] string name = "") => value is < 1
        ? throw new ArgumentOutOfRangeException(nameof(value), value, $"The {name} of an event queue is at least 1, or null for no bound.")
        : value;
}
