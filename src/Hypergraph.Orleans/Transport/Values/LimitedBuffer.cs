using System.Buffers;

namespace Hypergraph.Orleans.Transport.Values;

/// <summary>A buffer limited to the size of one value: an endless sequence would otherwise consume all memory.</summary>
internal sealed class LimitedBuffer : IBufferWriter<byte>
{
    private const int MaxRetainedCapacity = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _written = new();

    public void Advance(int count)
    {
        _written.Advance(count);
        if (_written.WrittenCount > WireBatches.MaxItemBytes)
        {
            throw new ValueSizeException();
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _written.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _written.GetSpan(sizeHint);

    public byte[] ToArray() => _written.WrittenSpan.ToArray();

    /// <summary>Clears the buffer for the next value.</summary>
    /// <returns>False if the buffer is too large to be reused.</returns>
    public bool Reset()
    {
        _written.ResetWrittenCount();
        return _written.Capacity <= MaxRetainedCapacity;
    }
}
