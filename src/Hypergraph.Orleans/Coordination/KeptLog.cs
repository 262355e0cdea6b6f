namespace Hypergraph.Orleans.Coordination;

/// <summary>The log of an ended run.</summary>
/// <param name="bytes">The approximate size.</param>
internal sealed class KeptLog(long bytes)
{
    private volatile bool _isEvicted;

    public long Bytes => bytes;

    /// <summary>Whether the log is to be released to make room for others.</summary>
    public bool IsEvicted
    {
        get => _isEvicted;
        set => _isEvicted = value;
    }
}
