using System.Buffers;

namespace Hypergraph.Orleans;

/// <summary>A buffer that refuses more than one value may have: a sequence without an end would take all memory.</summary>
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

    /// <summary>Empties it for the next value.</summary>
    /// <returns>False if it has grown too large to be kept.</returns>
    public bool Reset()
    {
        _written.ResetWrittenCount();
        return _written.Capacity <= MaxRetainedCapacity;
    }
}
