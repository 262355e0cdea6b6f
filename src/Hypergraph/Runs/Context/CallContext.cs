using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Hypergraph.Hosting;
using Hypergraph.Planning;
using Hypergraph.Runs.Logging;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Runs.Context;

/// <summary>The state that all runs of one top-level call share, over all nesting.</summary>
internal sealed class CallContext
{
    private const int DefaultItemsPerProcessor = 4;
    private const int MinDefaultItems = 32;
    private const int IdempotencyKeyBytes = 16;

    private static readonly RunOptions DefaultOptions = new();

    private static readonly CallContext Default = new(options: null, needsPermits: false, [], handler: null, NullLogger.Instance, log: null, stop: null, CancellationToken.None);

    private static readonly ConditionalWeakTable<Step, object> WarnedWithoutLog = [];

    private readonly RunOptions _options;
    private ConditionalWeakTable<Step, object>? _warned;
    private volatile bool _isAbandoned;

    /// <param name="options">The options of the call; null for the default ones.</param>
    /// <param name="needsPermits">Whether a run may have several functions in flight. If none has, the limit of items in flight is one of functions too.</param>
    /// <param name="interceptors">The interceptors of every node's calls.</param>
    /// <param name="handler">Answers interrupts, unless the options have another one.</param>
    /// <param name="logger">The runner's logger.</param>
    /// <param name="log">What the call writes to the log; null if the log is not enabled.</param>
    /// <param name="stop">The stop signal of the call; null if it cannot be stopped.</param>
    /// <param name="cancellationToken">The token of the call.</param>
    public CallContext(
        RunOptions? options, bool needsPermits, NodeInterceptor[] interceptors, InterruptHandler? handler, ILogger logger, CallLog? log, StopSignal? stop, CancellationToken cancellationToken)
    {
        _options = options ?? DefaultOptions;
        Interceptors = interceptors;
        InterruptHandler = _options.InterruptHandler ?? handler;
        Logger = logger;
        Log = log;
        Stop = stop;
        CancellationToken = cancellationToken;
        Permits = needsPermits && _options.MaxConcurrency is { } limit ? new SemaphoreSlim(limit, limit) : null;
    }

    /// <summary>The context of a call with default settings, and of a state that checks inputs only.</summary>
    public static CallContext Empty => Default;

    public CancellationToken CancellationToken { get; }

    /// <summary>The interceptors of every node's calls, around the node's own.</summary>
    public NodeInterceptor[] Interceptors { get; }

    public InterruptHandler? InterruptHandler { get; }

    /// <summary>The services of the call; null for none.</summary>
    public IServiceProvider? Services => _options.Services;

    /// <summary>The runner's logger.</summary>
    public ILogger Logger { get; }

    /// <summary>What the call writes to the log; null if the log is not enabled.</summary>
    public CallLog? Log { get; }

    /// <summary>What a store has of the call; null if the call is not durable.</summary>
    public RunJournal? Journal { get; init; }

    /// <summary>How the call handles failures.</summary>
    public ErrorHandling ErrorHandling => _options.ErrorHandling;

    /// <summary>How the call, if it is a map, handles failures of its items; for an item that this process runs alone, how its map does.</summary>
    public ErrorHandling MapErrorHandling => _options.MapErrorHandling ?? _options.ErrorHandling;

    /// <summary>The stop signal of the call; null if it cannot be stopped.</summary>
    public StopSignal? Stop { get; }

    public int MaxIterations => _options.MaxIterations;

    public string? WorkflowId => _options.WorkflowId;

    /// <summary>The call in another process of which the run is a part; null for none. A map is none.</summary>
    public RemoteRun? Remote => _options is { Remote: { } remote, IsMap: false } ? remote : null;

    /// <summary>The id that is known before the run begins; null if there is none.</summary>
    public RunId? RunId => Log?.RunId ?? Remote?.RunId;

    /// <summary>The number of <see cref="Permits"/>; null for no limit.</summary>
    public int? MaxConcurrency => _options.MaxConcurrency;

    /// <summary>The permits of <see cref="RunOptions.MaxConcurrency"/>, one for each function in flight; null for no limit, and where runs need none.</summary>
    public SemaphoreSlim? Permits { get; }

    /// <summary>The number of items that one map may have in flight.</summary>
    public int MaxItemsInFlight => _options.MaxConcurrency ?? Math.Max(MinDefaultItems, DefaultItemsPerProcessor * Environment.ProcessorCount);

    /// <summary>Whether the calls have no interceptors and no journal, and only the token can stop the call.</summary>
    public bool CallsFunctionsOnly => Stop is null && Interceptors.Length == 0 && Journal is null;

    public bool IsStopRequested => Stop is { IsRequested: true };

    /// <summary>Whether endless nodes must end: a stop was requested, or the caller reads no more results.</summary>
    public bool MustEndStreams => IsStopRequested || _isAbandoned;

    /// <summary>Whether no further node may begin.</summary>
    public bool MustEnd => CancellationToken.IsCancellationRequested || IsStopRequested;

    /// <summary>
    /// Whether a warning about the loop of a gate is to be written: once in a call, however many items run it; once in the process
    /// where there is no log.
    /// </summary>
    public bool TryMarkWarned(Step gate)
    {
        ConditionalWeakTable<Step, object> warned = Logger == NullLogger.Instance ? WarnedWithoutLog : LazyInitializer.EnsureInitialized(ref _warned);
        return warned.TryAdd(gate, gate.Node);
    }

    /// <summary>The key of an execution of a durable call for the other side of an effect: a hash of the run's id in its store and of the execution's key.</summary>
    public string IdempotencyKeyOf(string execution)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{WorkflowId!.Length}:{WorkflowId}/{execution}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, IdempotencyKeyBytes));
    }

    /// <summary>Records that the caller reads no more results. Only for a call with a context of its own.</summary>
    public void Abandon() => _isAbandoned = true;

    /// <summary>How a run ends that <see cref="MustEnd"/> cuts off.</summary>
    public RunOutcome EndOutcome() => CancellationToken.IsCancellationRequested ? RunOutcome.Cancelled(CancellationToken) : RunOutcome.Stopped;
}
