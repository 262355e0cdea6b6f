using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>
/// The ids of one root run, from a random start: a counter whose every number is mixed to one that looks random, so that an
/// id costs no generator of the thread's and no two spans of a root run have the same. Not for several threads at once.
/// </summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Ids correlate events; they guard nothing.")]
internal sealed class IdSequence
{
    /// <summary>Odd, so that the counter goes through all numbers, and without a pattern in its bits: 2^64 by the golden ratio.</summary>
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;

    private readonly ulong _root = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
    private ulong _counter = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);

    public SpanId NextSpan() => new(Next());

    /// <remarks>Its two halves hang together by a number of this root run, so that ids of different ones do not meet.</remarks>
    public RunId NextRun()
    {
        ulong low = Next();
        return new RunId(Mix(low ^ _root), low);
    }

    private ulong Next()
    {
        ulong id;
        do
        {
            id = Mix(_counter += Step);
        }
        while (id == 0);
        return id;
    }

    /// <summary>Spreads every bit over all others; never the same for two numbers.</summary>
    private static ulong Mix(ulong number)
    {
        number = (number ^ (number >> 30)) * 0xBF58_476D_1CE4_E5B9;
        number = (number ^ (number >> 27)) * 0x94D0_49BB_1331_11EB;
        return number ^ (number >> 31);
    }
}
