using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph;

/// <summary>What all runs of one top-level call share, over all nesting.</summary>
internal sealed class CallContext
{
    private const int DefaultItemsPerProcessor = 4;
    private const int MinDefaultItems = 32;

    private static readonly CallContext Default = new(new RunOptions(), [], handler: null, NullLogger.Instance, stop: null, CancellationToken.None);

    private static readonly ConditionalWeakTable<Step, object> WarnedWithoutLog = [];

    private readonly RunOptions _options;
    private ConditionalWeakTable<Step, object>? _warned;
    private volatile bool _isAbandoned;

    private CallContext(
        RunOptions options, NodeInterceptor[] interceptors, InterruptHandler? handler, ILogger logger, StopSignal? stop, CancellationToken cancellationToken)
    {
        _options = options;
        Interceptors = interceptors;
        InterruptHandler = options.InterruptHandler ?? handler;
        Logger = logger;
        Stop = stop;
        CancellationToken = cancellationToken;
        Permits = options.MaxConcurrency is { } limit ? new SemaphoreSlim(limit, limit) : null;
    }

    /// <summary>The context of a state that is made to check inputs only.</summary>
    public static CallContext Empty => Default;

    public CancellationToken CancellationToken { get; }

    /// <summary>What goes around every node's calls, outside its own.</summary>
    public NodeInterceptor[] Interceptors { get; }

    public InterruptHandler? InterruptHandler { get; }

    /// <summary>The runner's logger.</summary>
    public ILogger Logger { get; }

    /// <summary>Asks the call to stop; null if nobody can.</summary>
    public StopSignal? Stop { get; }

    public int MaxIterations => _options.MaxIterations;

    public string? WorkflowId => _options.WorkflowId;

    /// <summary>The permits of <see cref="RunOptions.MaxConcurrency"/>, one for each function under way; null for no limit.</summary>
    public SemaphoreSlim? Permits { get; }

    /// <summary>The number of items that one map may have under way.</summary>
    public int MaxItemsInFlight => _options.MaxConcurrency ?? Math.Max(MinDefaultItems, DefaultItemsPerProcessor * Environment.ProcessorCount);

    /// <summary>Whether nothing goes around the calls of functions and nobody can stop the call, but its token.</summary>
    public bool HasNoStopOrInterceptors => Stop is null && Interceptors.Length == 0;

    public bool IsStopRequested => Stop is { IsRequested: true };

    /// <summary>Whether nodes that would run on and on are to end: a stop was asked for, or the caller takes no more results.</summary>
    public bool MustEndStreams => IsStopRequested || _isAbandoned;

    /// <summary>Whether no further node may begin.</summary>
    public bool MustEnd => CancellationToken.IsCancellationRequested || IsStopRequested;

    /// <summary>The context of a call; calls which have nothing of their own share one.</summary>
    public static CallContext Of(Runner runner, RunOptions? options, StopSignal? stop, CancellationToken cancellationToken) =>
        options is null && stop is null && !cancellationToken.CanBeCanceled && runner.HasDefaultSettings
            ? Default
            : new CallContext(options ?? Default._options, runner.InterceptorArray, runner.InterruptHandler, runner.Logger, stop, cancellationToken);

    /// <summary>
    /// Whether a warning about the loop of a gate is to be written: once in a call, however many items run it; once in the process
    /// where there is no log.
    /// </summary>
    public bool TryMarkWarned(Step gate)
    {
        ConditionalWeakTable<Step, object> warned = Logger == NullLogger.Instance ? WarnedWithoutLog : LazyInitializer.EnsureInitialized(ref _warned);
        return warned.TryAdd(gate, gate.Node);
    }

    /// <summary>Says that the caller takes no more results. Of a call that shares its context with none.</summary>
    public void Abandon() => _isAbandoned = true;

    /// <summary>How a run ends that <see cref="MustEnd"/> cuts off.</summary>
    public RunOutcome EndOutcome() => CancellationToken.IsCancellationRequested ? RunOutcome.Cancelled(CancellationToken) : RunOutcome.Stopped;
}
