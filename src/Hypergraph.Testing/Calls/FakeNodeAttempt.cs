namespace Hypergraph.Testing;

/// <summary>An attempt that an interceptor has reported to a <see cref="FakeNodeCall"/>.</summary>
public sealed class FakeNodeAttempt : NodeAttempt
{
    private readonly Lock _gate = new();

    internal FakeNodeAttempt(int number) => Number = number;

    /// <inheritdoc/>
    public override int Number { get; }

    /// <summary>Whether the interceptor has ended it.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The exception with which it ended, or null.</summary>
    public Exception? Error { get; private set; }

    /// <inheritdoc/>
    public override void End(Exception? error = null)
    {
        lock (_gate)
        {
            if (!IsEnded)
            {
                (IsEnded, Error) = (true, error);
            }
        }
    }
}
