namespace Hypergraph.Orleans;

/// <summary>The logs of the runs that have ended on this silo, within the bytes that they may take together. Safe from any thread.</summary>
internal sealed class KeptLogs(SiloGraphs graphs)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<KeptLog> _logs = [];
    private long _bytes;

    /// <summary>Adds the log of a run that has ended; if there is no room, the oldest are to be released.</summary>
    public KeptLog Add(long bytes)
    {
        var added = new KeptLog(bytes);
        lock (_lock)
        {
            _logs.AddLast(added);
            _bytes += bytes;
            while (_bytes > graphs.MaxKeptLogBytes && _logs.First is { } oldest)
            {
                oldest.Value.IsEvicted = true;
                _bytes -= oldest.Value.Bytes;
                _logs.RemoveFirst();
            }
        }

        return added;
    }

    /// <summary>Removes a log that was released.</summary>
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
