namespace Hypergraph;

/// <summary>A function returned null where a run has something to wait for.</summary>
internal sealed class NullTaskException : InvalidOperationException
{
    private NullTaskException(string message)
        : base(message)
    {
    }

    /// <summary>In place of a task.</summary>
    public static NullTaskException Task() => new(
        "returned null in place of a task. Return a task on every path, such as Task.CompletedTask or Task.FromResult, or declare the function async.");

    /// <summary>In place of a stream.</summary>
    public static NullTaskException Stream() => new("returned null in place of a stream. Return a stream on every path, without items where there are none.");
}
