namespace Hypergraph;

/// <summary>What all runs of one top-level call share, over all nesting.</summary>
internal sealed class CallContext(RunOptions options, CancellationToken cancellationToken)
{
    private const int DefaultItemsPerProcessor = 4;
    private const int LeastDefaultItems = 32;

    private static readonly RunOptions NoOptions = new();
    private static readonly CallContext Plain = new(NoOptions, CancellationToken.None);

    /// <summary>The context of a call; calls without options and token, which have nothing of their own, share one.</summary>
    public static CallContext Of(RunOptions? options, CancellationToken cancellationToken) =>
        options is null && !cancellationToken.CanBeCanceled ? Plain : new CallContext(options ?? NoOptions, cancellationToken);

    public CancellationToken CancellationToken => cancellationToken;

    public int MaxIterations => options.MaxIterations;

    /// <summary>The permits of <see cref="RunOptions.MaxConcurrency"/>, one for each function under way; null for no limit.</summary>
    public SemaphoreSlim? Permits { get; } = options.MaxConcurrency is { } limit ? new SemaphoreSlim(limit, limit) : null;

    /// <summary>The number of items that one map may have under way.</summary>
    public int MaxItemsUnderWay { get; } = options.MaxConcurrency ?? Math.Max(LeastDefaultItems, DefaultItemsPerProcessor * Environment.ProcessorCount);
}
