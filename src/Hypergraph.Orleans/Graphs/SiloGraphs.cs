namespace Hypergraph.Orleans;

/// <summary>What a silo can run, and how: filled in by <see cref="HypergraphSiloBuilderExtensions.AddHypergraph"/>.</summary>
public sealed class SiloGraphs
{
    private const int ItemsPerProcessor = 4;
    private const int MinDefaultItems = 32;

    private static readonly TimeSpan LeastSilenceTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxKeptLogTimeout = TimeSpan.FromDays(24);

    private readonly Dictionary<string, Func<IServiceProvider, Graph>> _factories = new(StringComparer.Ordinal);
    private TimeSpan _keptLogTimeout = TimeSpan.FromMinutes(10);
    private long _maxKeptLogBytes = 128 * 1024 * 1024;
    private TimeSpan _silenceTimeout = TimeSpan.FromSeconds(30);
    private int _maxItems = Math.Max(MinDefaultItems, ItemsPerProcessor * Environment.ProcessorCount);

    internal SiloGraphs()
    {
    }

    /// <summary>The number of runs and items of maps that the silo may have under way at once, of all callers together.</summary>
    /// <value>The default value is four for each processor, and at least 32.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxItems
    {
        get => _maxItems;
        set => _maxItems = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxItems is at least 1.");
    }

    /// <summary>Makes the runner of the silo: its interceptors, its handler of interrupts and its log apply to all that runs here.</summary>
    /// <value>The default value makes a plain <see cref="AsyncRunner"/>.</value>
    public Func<IServiceProvider, AsyncRunner> Runner { get; set; } = static _ => new AsyncRunner();

    /// <summary>Writes and reads the values that travel. Callers need the same.</summary>
    /// <value>The default value is <see cref="JsonValueCodec.Default"/>.</value>
    public ValueCodec Values { get; set; } = JsonValueCodec.Default;

    /// <summary>After how long without a sign of life from a silo its items are run elsewhere, although the cluster counts it as active.</summary>
    /// <value>The default value is 30 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2 seconds (a silo gives a sign of life every second), or more than 24 days.</exception>
    public TimeSpan SilenceTimeout
    {
        get => _silenceTimeout;
        set => _silenceTimeout = WaitLimit.Check(value, LeastSilenceTimeout, nameof(SilenceTimeout));
    }

    /// <summary>
    /// How long after its end a run that keeps its log (<see cref="OrleansRunner.KeepsLog"/>) is kept for callers who attach. One whose result was
    /// collected is released half a minute after the last read.
    /// </summary>
    /// <value>The default value is 10 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or longer than 24 days.</exception>
    public TimeSpan KeptLogTimeout
    {
        get => _keptLogTimeout;
        set => _keptLogTimeout = value > TimeSpan.Zero && value <= MaxKeptLogTimeout
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "KeptLogTimeout is more than zero and at most 24 days. To keep nothing set OrleansRunner.KeepsLog to false.");
    }

    /// <summary>
    /// The number of bytes that logs may take on the silo. Of the runs that have ended, the oldest are released first. A run whose own log is larger no longer keeps what its
    /// caller has read, nor events while its caller is away.
    /// </summary>
    /// <value>The default value is 128 MB.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long MaxKeptLogBytes
    {
        get => _maxKeptLogBytes;
        set => _maxKeptLogBytes = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxKeptLogBytes is not negative.");
    }

    /// <summary>How long after the last read a run is kept whose result was collected: another caller may be about to attach.</summary>
    internal TimeSpan CollectedTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal IReadOnlyDictionary<string, Func<IServiceProvider, Graph>> Factories => _factories;

    /// <summary>Adds a graph under a name, made with the services of the silo's container when it is first asked for.</summary>
    /// <param name="name">The name by which callers find it, and its name while it runs.</param>
    /// <param name="factory">Makes the graph; called once.</param>
    /// <exception cref="ArgumentException">There is a graph of that name.</exception>
    public SiloGraphs Add(string name, Func<IServiceProvider, Graph> factory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(factory);
        if (!_factories.TryAdd(name, factory))
        {
            throw new ArgumentException($"There is a graph '{name}' already. Give each graph of a silo a name of its own.", nameof(name));
        }

        return this;
    }

    /// <summary>Adds a graph under a name, made when it is first asked for.</summary>
    /// <param name="name">The name by which callers find it, and its name while it runs.</param>
    /// <param name="factory">Makes the graph; called once.</param>
    /// <exception cref="ArgumentException">There is a graph of that name.</exception>
    public SiloGraphs Add(string name, Func<Graph> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return Add(name, _ => factory());
    }

    /// <summary>Adds a graph under its own name.</summary>
    /// <param name="graph">The graph.</param>
    /// <exception cref="ArgumentException">The graph has no name, or there is one of that name.</exception>
    public SiloGraphs Add(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string name = graph.Name ?? throw new ArgumentException("A graph without a name cannot be found by callers. Build it with one.", nameof(graph));
        return Add(name, _ => graph);
    }
}
