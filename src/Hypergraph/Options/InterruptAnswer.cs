namespace Hypergraph;

/// <summary>What an <see cref="InterruptHandler"/> answers: a value, or nothing.</summary>
public readonly record struct InterruptAnswer
{
    private InterruptAnswer(object? value)
    {
        Value = value;
        IsGiven = true;
    }

    /// <summary>No answer: the run pauses.</summary>
    public static InterruptAnswer None => default;

    /// <summary>Whether there is an answer.</summary>
    public bool IsGiven { get; }

    /// <summary>The answer.</summary>
    public object? Value { get; }

    /// <summary>An answer.</summary>
    /// <param name="value">The value, of the type of the interrupt's output.</param>
    public static InterruptAnswer Of(object? value) => new(value);
}
