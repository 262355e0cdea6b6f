using System.Runtime.InteropServices;

namespace Hypergraph;

/// <summary>
/// A counter that shares its cache line with no other: a run and a pump which count each on their own processor would
/// otherwise take the line from each other with every event.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 2 * CacheLine)]
internal struct PaddedCounter
{
    /// <summary>The longest line of the processors that .NET runs on, in bytes.</summary>
    private const int CacheLine = 128;

    [FieldOffset(CacheLine)]
    public long Value;
}
