using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Statistics;

/// <summary>What the executions of a node took, over all runs and items.</summary>
/// <param name="graph">The name of the root graph.</param>
/// <param name="path">The path of the node without items.</param>
internal sealed class NodeStatistics(string graph, string path)
{
    private readonly List<long> _durations = [];
    private bool _isSorted;

    /// <summary>The name of the root graph.</summary>
    public string Graph => graph;

    /// <summary>The path of the node without items.</summary>
    public string Path => path;

    /// <summary>The number of executions that have ended, without those that were restored.</summary>
    public int Count => _durations.Count;

    /// <summary>The sum of their durations.</summary>
    public TimeSpan Total { get; private set; }

    /// <summary>The sum of the times in which nothing in them ran.</summary>
    public TimeSpan Self { get; private set; }

    /// <summary>The number of failures.</summary>
    public int Failures { get; private set; }

    /// <summary>The number of attempts after the first of each execution.</summary>
    public int Retries { get; private set; }

    /// <summary>The number of executions whose outputs came from a cache.</summary>
    public int CacheHits { get; private set; }

    /// <summary>The number of executions that were restored from the store of a run, or in which all executions were. Nothing else counts them.</summary>
    public int Restored { get; private set; }

    /// <summary>The longest duration; null before the first.</summary>
    public TimeSpan? Max => Percentile(100);

    /// <summary>Returns the duration that so many percent of the executions do not exceed; null if none has ended.</summary>
    public TimeSpan? Percentile(int percent)
    {
        if (_durations.Count == 0)
        {
            return null;
        }

        if (!_isSorted)
        {
            _durations.Sort();
            _isSorted = true;
        }

        int rank = (int)(((long)_durations.Count * percent + 99) / 100);
        return TimeSpan.FromTicks(_durations[Math.Max(rank, 1) - 1]);
    }

    /// <summary>Counts an execution.</summary>
    public void Add(LoggedSpan execution)
    {
        if (execution.HasOnlyRestored)
        {
            Restored++;
            return;
        }

        Retries += execution.Retries;
        if (execution is { Duration: { } duration, Ending: { } ending })
        {
            _durations.Add(duration.Ticks);
            _isSorted = false;
            Total += duration;
            Self += SelfTime.Of(execution, duration);
            Failures += ending == Ending.Failed ? 1 : 0;
            CacheHits += ending == Ending.Cached ? 1 : 0;
        }
    }
}
