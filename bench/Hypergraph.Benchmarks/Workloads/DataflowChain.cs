using System.Threading.Tasks.Dataflow;

namespace Hypergraph.Benchmarks;

/// <summary>A chain of functions as linked blocks of TPL Dataflow, made once.</summary>
internal sealed class DataflowChain
{
    private readonly TransformBlock<int, int> _first;
    private readonly TransformBlock<int, int> _last;

    public DataflowChain(IReadOnlyList<Func<int, int>> functions)
    {
        var options = new ExecutionDataflowBlockOptions { SingleProducerConstrained = true };
        var linked = new DataflowLinkOptions { PropagateCompletion = true };
        TransformBlock<int, int>[] blocks = [.. functions.Select(f => new TransformBlock<int, int>(f, options))];
        for (int i = 1; i < blocks.Length; i++)
        {
            _ = blocks[i - 1].LinkTo(blocks[i], linked);
        }

        _first = blocks[0];
        _last = blocks[^1];
    }

    /// <summary>One value at a time.</summary>
    public async ValueTask<double> RunAsync(int value)
    {
        _ = _first.Post(value);
        return await _last.ReceiveAsync();
    }

    /// <summary>Many values, one behind the other.</summary>
    public async ValueTask<double> RunAllAsync(IReadOnlyCollection<int> values)
    {
        foreach (int value in values)
        {
            _ = _first.Post(value);
        }

        double sum = 0;
        for (int i = 0; i < values.Count; i++)
        {
            sum += await _last.ReceiveAsync();
        }

        return sum;
    }
}
