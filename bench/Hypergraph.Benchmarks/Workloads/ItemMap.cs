using System.Threading.Channels;

namespace Hypergraph.Benchmarks;

/// <summary>A map of four nodes on ints over many items, ours and by hand.</summary>
internal sealed class ItemMap
{
    public const int Items = 1_000_000;
    public const int Nodes = 4;

    /// <summary>The start and the end of an item and of each of its nodes.</summary>
    public const int EventsPerItem = 2 + (2 * Nodes);

    private const string Last = "v4";

    private readonly Chain _chain = new(Nodes);
    private readonly AsyncRunner _asyncRunner = new();
    private readonly Dictionary<string, object?> _values;

    public ItemMap(int items = Items)
    {
        Numbers = [.. Enumerable.Range(0, items)];
        _values = new() { [Chain.Input] = Numbers };
    }

    public int[] Numbers { get; }

    public Func<int, int>[] Functions => _chain.Functions;

    public double Run(params EventProcessor[] processors) => Sum(new SyncRunner(processors).Map(_chain.Graph, _values, Chain.Input));

    /// <summary>The run's own time: what is done after its last event does not count.</summary>
    public Outcome RunTimed(params EventProcessor[] processors)
    {
        MapResult result = new SyncRunner(processors) { ShutdownTimeout = TimeSpan.FromMinutes(1) }.Map(_chain.Graph, _values, Chain.Input);
        return new Outcome(Sum(result), result.Duration);
    }

    public async ValueTask<double> RunAsync() => Sum(await _asyncRunner.MapAsync(_chain.Graph, _values, Chain.Input));

    public async ValueTask<double> RunLimitedAsync(int concurrency) =>
        Sum(await _asyncRunner.MapAsync(_chain.Graph, _values, Chain.Input, new MapOptions { MaxConcurrency = concurrency }));

    public async ValueTask<double> StreamAsync()
    {
        double sum = 0;
        await foreach (RunResult result in _asyncRunner.MapStreamAsync(_chain.Graph, Chain.Input, StreamNumbers()))
        {
            sum += result.Get<int>(Last);
        }

        return sum;
    }

    /// <summary>One task reads the stream and calls the functions; the caller reads the results from a channel.</summary>
    public async ValueTask<double> ChannelByHandAsync()
    {
        Func<int, int>[] functions = Functions;
        var channel = Channel.CreateBounded<int>(new BoundedChannelOptions(256) { SingleReader = true, SingleWriter = true });
        Task writing = Task.Run(async () =>
        {
            await foreach (int number in StreamNumbers())
            {
                await channel.Writer.WriteAsync(functions[3](functions[2](functions[1](functions[0](number)))));
            }

            channel.Writer.Complete();
        });
        double sum = 0;
        await foreach (int value in channel.Reader.ReadAllAsync())
        {
            sum += value;
        }

        await writing;
        return sum;
    }

    public double LoopByHand()
    {
        Func<int, int>[] functions = Functions;
        int[][] columns = CreateColumns();
        for (int i = 0; i < Numbers.Length; i++)
        {
            CallAll(functions, Numbers[i], columns, i);
        }

        return Sum(columns[^1]);
    }

    public async ValueTask<double> ParallelByHandAsync()
    {
        Func<int, int>[] functions = Functions;
        int[][] columns = CreateColumns();
        await Parallel.ForEachAsync(Enumerable.Range(0, Numbers.Length), (i, _) =>
        {
            CallAll(functions, Numbers[i], columns, i);
            return ValueTask.CompletedTask;
        });
        return Sum(columns[^1]);
    }

    private static void CallAll(Func<int, int>[] functions, int value, int[][] columns, int item)
    {
        columns[0][item] = value = functions[0](value);
        columns[1][item] = value = functions[1](value);
        columns[2][item] = value = functions[2](value);
        columns[3][item] = functions[3](value);
    }

    private static double Sum(MapResult result) => Sum(result.Get<int>(Last));

    private static double Sum(IReadOnlyList<int> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Count; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    private int[][] CreateColumns() => [.. Functions.Select(_ => new int[Numbers.Length])];

    private async IAsyncEnumerable<int> StreamNumbers()
    {
        await Task.CompletedTask;
        foreach (int number in Numbers)
        {
            yield return number;
        }
    }
}
