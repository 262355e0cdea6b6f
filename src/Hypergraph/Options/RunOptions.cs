using Hypergraph.Hosting;
using Hypergraph.Telemetry;

namespace Hypergraph;

/// <summary>How one call runs.</summary>
public record RunOptions
{
    /// <summary>The default of <see cref="MaxIterations"/>.</summary>
    public const int DefaultMaxIterations = 1_000;

    private readonly int _maxIterations = DefaultMaxIterations;
    private readonly int? _maxConcurrency;
    private readonly int? _maxKeptEvents;

    /// <summary>Processors for this call, beside those of the runner and of the graph. One listed twice gets each event once.</summary>
    public IReadOnlyList<EventProcessor> EventProcessors { get; init; } = [];

    /// <summary>What happens when a node fails.</summary>
    /// <value>The default value is <see cref="ErrorHandling.Raise"/>.</value>
    public ErrorHandling ErrorHandling { get; init; } = ErrorHandling.Raise;

    /// <summary>
    /// The number of supersteps, not of iterations, after which a loop ends with <see cref="IterationLimitException"/>, possibly in the
    /// middle of an iteration; for each run of a nested graph anew. An iteration of a loop of <c>k</c> nodes, one after the other, has
    /// <c>k</c> supersteps. It guards against loops without an end; <see cref="RouteOptions.LeaveAfterIterations"/> ends a loop after
    /// some iterations.
    /// </summary>
    /// <value>The default value is 1,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxIterations
    {
        get => _maxIterations;
        init => _maxIterations = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxIterations is at least 1.");
    }

    /// <summary>
    /// The maximum number of node functions in flight, over all nesting; also of items of each map. Null:
    /// no limit on functions, and as many items as suit the machine (four for each processor, at least 32).
    /// <see cref="SyncRunner"/> ignores it and runs one at a time.
    /// </summary>
    /// <value>The default value is null.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? MaxConcurrency
    {
        get => _maxConcurrency;
        init => _maxConcurrency = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxConcurrency is at least 1, or null for no limit.");
    }

    /// <summary>Answers interrupts of this call while it runs, in place of the runner's handler.</summary>
    /// <value>The default value is null: the runner's, if it has one; otherwise questions pause the run.</value>
    public InterruptHandler? InterruptHandler { get; init; }

    /// <summary>
    /// The services for parameters of functions that are marked with <c>[FromServices]</c> or <c>[FromKeyedServices]</c>. Such a parameter is no input of its node. Usually
    /// the provider of a scope, which the caller disposes after the run. Each call of a function resolves its services again.
    /// The provider stays in this process: a runner that sends runs to others ignores it, and they supply their own services.
    /// </summary>
    /// <value>The default value is null: a graph with such parameters, unless they are optional, does not run.</value>
    public IServiceProvider? Services { get; init; }

    /// <summary>
    /// Whether a handle stores the events of its run for <see cref="RunHandle{TResult}.Events"/>, for its
    /// lifetime: all of them, or as many as <see cref="MaxKeptEvents"/> says. Runs without a handle store none.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool KeepEvents { get; init; } = true;

    /// <summary>
    /// The number of latest events that a handle stores, beside the first one, for readers of <see cref="RunHandle{TResult}.Events"/>
    /// that begin later; null for all. A reader that has begun receives every further event: what it has not read yet is kept for it.
    /// </summary>
    /// <value>The default value is null for runs; 10,000 for maps (<see cref="MapOptions"/>), which may have millions of events.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? MaxKeptEvents
    {
        get => _maxKeptEvents;
        init => _maxKeptEvents = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxKeptEvents is at least 1, or null for all events. KeepEvents = false keeps none.");
    }

    /// <summary>
    /// The caller's own name for the call, carried by its events. On a runner with a <see cref="Runner.Store"/> it is also the id of the run in the store: the call resumes the
    /// run that the store has under this id.
    /// </summary>
    /// <value>The default value is null: the call has no name and is not stored.</value>
    public string? WorkflowId { get; init; }

    /// <summary>The index that <see cref="Hosting.RunOptionsExtensions.WithItemIndex"/> assigns; null if the run is no item.</summary>
    internal int? ItemIndex { get; init; }

    /// <summary>Whether the call maps a graph.</summary>
    internal virtual bool IsMap => false;

    /// <summary>The call in another process of which the run is a part, as <see cref="Hosting.RunOptionsExtensions.WithRemoteCall"/> assigns it; null for none.</summary>
    internal RemoteRun? Remote { get; init; }

    /// <summary>How the map in another process, of which the run is an item, handles failures; null if the run is no such item.</summary>
    internal ErrorHandling? MapErrorHandling { get; init; }
}
