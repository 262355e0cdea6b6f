namespace Hypergraph.Orleans.Coordination;

/// <summary>The logs of the ended runs on this silo, within a total size. Thread-safe.</summary>
internal sealed class KeptLogs(SiloGraphs graphs)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<KeptLog> _logs = [];
    private long _bytes;

    /// <summary>Adds the log of an ended run; evicts the oldest logs if the total size exceeds the limit.</summary>
    public KeptLog Add(long bytes)
    {
        var log = new KeptLog(bytes);
        lock (_lock)
        {
            _logs.AddLast(log);
            _bytes += bytes;
            while (_bytes > graphs.MaxKeptLogBytes && _logs.First is { } oldest)
            {
                oldest.Value.IsEvicted = true;
                _bytes -= oldest.Value.Bytes;
                _logs.RemoveFirst();
            }
        }

        return log;
    }

    /// <summary>Removes a released log.</summary>
    public void Remove(KeptLog log)
    {
        lock (_lock)
        {
            if (_logs.Remove(log))
            {
                _bytes -= log.Bytes;
            }
        }
    }
}
