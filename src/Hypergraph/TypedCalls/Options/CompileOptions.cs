namespace Hypergraph;

/// <summary>How a delegate calls its graph.</summary>
public sealed record CompileOptions : TypedGraphOptions
{
    /// <summary>The runner of a delegate that returns values.</summary>
    /// <value>The default value is a runner with default settings.</value>
    public SyncRunner SyncRunner { get; init; } = new();

    /// <summary>The runner of a delegate that returns tasks.</summary>
    /// <value>The default value is an <see cref="Hypergraph.AsyncRunner"/> with default settings.</value>
    public IGraphRunner AsyncRunner { get; init; } = new AsyncRunner();

    /// <summary>Processors, limits and services of each call. A call throws what fails, also with <see cref="ErrorHandling.Continue"/>.</summary>
    /// <value>The default value is null: the defaults.</value>
    public RunOptions? RunOptions { get; init; }
}
