namespace Hypergraph.Durability.Sqlite.Schema;

/// <summary>Copies small payloads into shared arrays: the garbage collector has a tenth of the objects to move when a run with a million records is read.</summary>
internal sealed class PayloadBuffer
{
    private const int ChunkBytes = 8 * 1024;

    private const int LargestSharedBytes = 512;

    private byte[] _chunk = [];
    private int _used;

    /// <summary>Copies a payload.</summary>
    public ReadOnlyMemory<byte> Add(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > LargestSharedBytes)
        {
            return payload.ToArray();
        }

        if (payload.Length > _chunk.Length - _used)
        {
            _chunk = GC.AllocateUninitializedArray<byte>(ChunkBytes);
            _used = 0;
        }

        Memory<byte> copy = _chunk.AsMemory(_used, payload.Length);
        payload.CopyTo(copy.Span);
        _used += payload.Length;
        return copy;
    }
}
