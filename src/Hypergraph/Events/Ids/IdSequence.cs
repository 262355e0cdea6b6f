using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Events.Ids;

/// <summary>
/// The ids of one root run: a counter with a random start, each number mixed to one that looks random. So an id needs no
/// random generator of the thread, and no two spans of a root run have the same id. Not thread-safe.
/// </summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Ids correlate events; they protect nothing.")]
internal sealed class IdSequence
{
    /// <summary>2^64 divided by the golden ratio: odd, so that the counter passes through all numbers, and without a pattern in its bits.</summary>
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;

    private readonly ulong _root = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
    private ulong _counter = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);

    public SpanId NextSpan() => new(Next());

    /// <remarks>A number of this root run connects the two halves, so that ids of different root runs do not collide.</remarks>
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

    /// <summary>Spreads every bit over all others; different numbers have different results.</summary>
    private static ulong Mix(ulong number)
    {
        number = (number ^ (number >> 30)) * 0xBF58_476D_1CE4_E5B9;
        number = (number ^ (number >> 27)) * 0x94D0_49BB_1331_11EB;
        return number ^ (number >> 31);
    }
}
