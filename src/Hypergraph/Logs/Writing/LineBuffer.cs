using System.Buffers;

namespace Hypergraph.Logs.Writing;

/// <summary>Bytes that are collected for one write. Not thread-safe.</summary>
internal sealed class LineBuffer : IBufferWriter<byte>
{
    private const int MinFree = 256;

    private byte[] _bytes = new byte[4096];

    /// <summary>The number of bytes. Setting it to an earlier value discards what was added since.</summary>
    public int Length { get; set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Add(byte value)
    {
        GetSpan(1)[0] = value;
        Length++;
    }

    /// <summary>Removes bytes from the start.</summary>
    public void RemoveStart(int count)
    {
        Written[count..].CopyTo(_bytes);
        Length -= count;
    }

    /// <inheritdoc/>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureFree(sizeHint);
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureFree(sizeHint);
        return _bytes.AsSpan(Length);
    }

    private void EnsureFree(int sizeHint)
    {
        int needed = checked(Length + Math.Max(sizeHint, MinFree));
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(2L * _bytes.Length, needed), Array.MaxLength));
        }
    }
}
