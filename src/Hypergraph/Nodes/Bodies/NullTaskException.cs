namespace Hypergraph.Nodes.Bodies;

/// <summary>A function returned null instead of a task or a stream.</summary>
internal sealed class NullTaskException : InvalidOperationException
{
    private NullTaskException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception for a task.</summary>
    public static NullTaskException Task() => new(
        "returned null in place of a task. Return a task on every path, such as Task.CompletedTask or Task.FromResult, or declare the function async.");

    /// <summary>Creates the exception for a stream.</summary>
    public static NullTaskException Stream() => new("returned null in place of a stream. Return a stream on every path, without items where there are none.");
}
