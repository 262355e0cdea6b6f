namespace Hypergraph.Orleans;

/// <summary>The logs of the runs that have ended on this silo, within the bytes that they may take together. Safe from any thread.</summary>
internal sealed class KeptLogs(SiloGraphs graphs)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<KeptLog> _kept = [];
    private long _bytes;

    /// <summary>Adds the log of a run that has ended; if there is no room, the oldest are to be released.</summary>
    public KeptLog Add(long bytes)
    {
        var added = new KeptLog(bytes);
        lock (_gate)
        {
            _kept.AddLast(added);
            _bytes += bytes;
            while (_bytes > graphs.MaxKeptLogBytes && _kept.First is { } oldest)
            {
                oldest.Value.IsEvicted = true;
                _bytes -= oldest.Value.Bytes;
                _kept.RemoveFirst();
            }
        }

        return added;
    }

    /// <summary>Removes a log that was released.</summary>
    public void Remove(KeptLog log)
    {
        lock (_gate)
        {
            if (_kept.Remove(log))
            {
                _bytes -= log.Bytes;
            }
        }
    }
}
