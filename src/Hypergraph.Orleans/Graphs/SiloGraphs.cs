using Hypergraph.Hosting;
using Hypergraph.Orleans.Timeouts;

namespace Hypergraph.Orleans;

/// <summary>The graphs of a silo and the options for running them, configured by <see cref="HypergraphSiloBuilderExtensions.AddHypergraph"/>.</summary>
public sealed class SiloGraphs
{
    private const int ItemsPerProcessor = 4;
    private const int MinDefaultItems = 32;

    private static readonly TimeSpan MinSilenceTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxKeptLogTimeout = TimeSpan.FromDays(24);

    private readonly Dictionary<string, Func<IServiceProvider, Graph>> _factories = new(StringComparer.Ordinal);
    private TimeSpan _keptLogTimeout = TimeSpan.FromMinutes(10);
    private long _maxKeptLogBytes = 128 * 1024 * 1024;
    private TimeSpan _silenceTimeout = TimeSpan.FromSeconds(30);
    private int _maxItems = Math.Max(MinDefaultItems, ItemsPerProcessor * Environment.ProcessorCount);

    internal SiloGraphs()
    {
    }

    /// <summary>The number of runs and map items that the silo may run concurrently, for all callers together.</summary>
    /// <value>The default value is four for each processor, and at least 32.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxItems
    {
        get => _maxItems;
        set => _maxItems = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxItems is at least 1.");
    }

    /// <summary>Creates the runner of the silo. Its interceptors, interrupt handler and logger apply to all runs on the silo.</summary>
    /// <value>The default value creates an <see cref="AsyncRunner"/> with default settings.</value>
    public Func<IServiceProvider, AsyncRunner> Runner { get; set; } = static _ => new AsyncRunner();

    /// <summary>
    /// The container whose services the functions of graphs receive. Each item of a map, and each single run, has a scope of its own, which is disposed when it has ended.
    /// </summary>
    /// <value>The default value is null: the container of the silo. That of <see cref="OrleansRunner.Local(EventProcessor[])"/> has no services of the application.</value>
    public IServiceProvider? Services { get; set; }

    /// <summary>Where the silo stores the executions of durable runs: the same store as <see cref="OrleansRunner.Store"/> of the callers, opened by this process. The silo does not dispose it.</summary>
    /// <value>The default value is null: the silo does not run calls that are stored.</value>
    public IRunJournalSource? Store { get; set; }

    /// <summary>Serializes the values that are sent between callers and silos. Callers need the same codec.</summary>
    /// <value>The default value is <see cref="JsonValueCodec.Default"/>.</value>
    public ValueCodec Values { get; set; } = JsonValueCodec.Default;

    /// <summary>The time without a report from a silo after which its items run on other silos, although the cluster counts it as active.</summary>
    /// <value>The default value is 30 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2 seconds (a silo reports every second), or more than 24 days.</exception>
    public TimeSpan SilenceTimeout
    {
        get => _silenceTimeout;
        set => _silenceTimeout = WaitLimit.Check(value, MinSilenceTimeout, nameof(SilenceTimeout));
    }

    /// <summary>
    /// The time for which an ended run that keeps its log (<see cref="OrleansRunner.KeepLog"/>) is available to callers that attach. A run whose
    /// result was collected is released half a minute after the last read.
    /// </summary>
    /// <value>The default value is 10 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or longer than 24 days.</exception>
    public TimeSpan KeptLogTimeout
    {
        get => _keptLogTimeout;
        set => _keptLogTimeout = value > TimeSpan.Zero && value <= MaxKeptLogTimeout
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "KeptLogTimeout is more than zero and at most 24 days. To keep nothing, set OrleansRunner.KeepLog to false.");
    }

    /// <summary>
    /// The maximum size of the logs on the silo, in bytes. The oldest ended runs are released first. A run whose own log is larger no longer
    /// keeps entries that its caller has read, nor events while its caller is away.
    /// </summary>
    /// <value>The default value is 128 MB.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long MaxKeptLogBytes
    {
        get => _maxKeptLogBytes;
        set => _maxKeptLogBytes = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxKeptLogBytes is not negative.");
    }

    /// <summary>The time after the last read for which a run is kept once its result was collected: another caller may still attach.</summary>
    internal TimeSpan CollectedTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal IReadOnlyDictionary<string, Func<IServiceProvider, Graph>> Factories => _factories;

    /// <summary>Adds a graph under a name. It is created with the services of the silo's container on first use.</summary>
    /// <param name="name">The name by which callers find the graph, and its name while it runs.</param>
    /// <param name="factory">Creates the graph; called once.</param>
    /// <exception cref="ArgumentException">A graph with this name already exists.</exception>
    public SiloGraphs Add(string name, Func<IServiceProvider, Graph> factory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(factory);
        if (!_factories.TryAdd(name, factory))
        {
            throw new ArgumentException($"A graph named '{name}' already exists. Use a different name for each graph of a silo.", nameof(name));
        }

        return this;
    }

    /// <summary>Adds a graph under a name. It is created on first use.</summary>
    /// <param name="name">The name by which callers find the graph, and its name while it runs.</param>
    /// <param name="factory">Creates the graph; called once.</param>
    /// <exception cref="ArgumentException">A graph with this name already exists.</exception>
    public SiloGraphs Add(string name, Func<Graph> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return Add(name, _ => factory());
    }

    /// <summary>Adds a graph under its own name.</summary>
    /// <param name="graph">The graph.</param>
    /// <exception cref="ArgumentException">The graph has no name, or a graph with this name already exists.</exception>
    public SiloGraphs Add(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string name = graph.Name ?? throw new ArgumentException("Callers cannot find a graph without a name. Build it with a name.", nameof(graph));
        return Add(name, _ => graph);
    }
}
