using System.Runtime.InteropServices;

namespace Hypergraph.Threading;

/// <summary>
/// A counter that shares its cache line with no other field. A run and a pump that count on different processors would
/// otherwise invalidate each other's line with every event.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 2 * CacheLine)]
internal struct PaddedCounter
{
    /// <summary>The largest cache line of the processors that .NET runs on, in bytes.</summary>
    private const int CacheLine = 128;

    [FieldOffset(CacheLine)]
    public long Value;
}
