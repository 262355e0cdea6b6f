using System.Runtime.CompilerServices;

namespace Hypergraph.TypedCalls.Delegates;

/// <summary>The token among the arguments of a delegate.</summary>
internal static class CallToken
{
    /// <summary>The last argument if it is a token; otherwise none. The compiler decides it for each type once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CancellationToken Of<T>(T last) => typeof(T) == typeof(CancellationToken) ? Unsafe.As<T, CancellationToken>(ref last) : CancellationToken.None;
}
