namespace Hypergraph.Hosting;

/// <summary>What a journal has of one execution of a node.</summary>
public sealed class JournaledExecution
{
    private JournaledExecution(object?[]? values, Exception? error)
    {
        Values = values;
        Error = error;
    }

    /// <summary>The value of each output; null if it failed or waits for an answer.</summary>
    public IReadOnlyList<object?>? Values { get; }

    /// <summary>The failure, in an item of a map that continues past it; null if there is none.</summary>
    public Exception? Error { get; }

    /// <summary>Whether the interrupt has asked its question, and has no answer yet.</summary>
    public bool IsQuestion { get; private init; }

    /// <summary>The question.</summary>
    public object? Question { get; private init; }

    /// <summary>An execution that completed, or an interrupt that is answered.</summary>
    /// <param name="values">The value of each output.</param>
    public static JournaledExecution Completed(object?[] values) => new(values, error: null);

    /// <summary>An execution that failed in an item of a map that continues past it.</summary>
    /// <param name="error">The failure.</param>
    public static JournaledExecution Failed(Exception error) => new(values: null, error);

    /// <summary>An interrupt that has asked and has no answer yet.</summary>
    /// <param name="question">The question.</param>
    public static JournaledExecution Asked(object? question) => new(values: null, error: null) { IsQuestion = true, Question = question };
}
