using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Runs.Context;

/// <summary>
/// Carries a node's own <see cref="OperationCanceledException"/> to <see cref="RunTaskMethodBuilder{TResult}"/>, which faults the task of
/// the call with it. No caller gets it.
/// </summary>
/// <param name="error">The node's own exception.</param>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It does not leave the library.")]
internal sealed class NodeCancellationException(OperationCanceledException error) : Exception(error.Message, error)
{
    /// <summary>The node's own exception.</summary>
    public OperationCanceledException Error { get; } = error;
}
