namespace Hypergraph.Orleans;

/// <summary>The log of a run that has ended.</summary>
/// <param name="bytes">About what it takes.</param>
internal sealed class KeptLog(long bytes)
{
    private volatile bool _isEvicted;

    public long Bytes => bytes;

    /// <summary>Whether its room is needed for others.</summary>
    public bool IsEvicted
    {
        get => _isEvicted;
        set => _isEvicted = value;
    }
}
