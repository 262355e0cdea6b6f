using System.Diagnostics.CodeAnalysis;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace Hypergraph;

/// <summary>Runs of a <see cref="TypedGraph{TInput, TOutput}"/>.</summary>
public static class TypedRunExtensions
{
    /// <summary>Runs a graph with a typed input, and returns its typed output.</summary>
    /// <typeparam name="TInput">The type of the inputs.</typeparam>
    /// <typeparam name="TOutput">The type of the outputs.</typeparam>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The inputs.</param>
    /// <param name="options">Processors, limits, services; null for the defaults. What fails is thrown, also with <see cref="ErrorHandling.Continue"/>.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="InvalidInputException">An input is null that must not be, or a number that would be rounded.</exception>
    /// <exception cref="IncompatibleRunnerException">The graph has asynchronous nodes.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TOutput Run<[DynamicallyAccessedMembers(PublicProperties)] TInput, [DynamicallyAccessedMembers(PublicConstructors | PublicProperties)] TOutput>(
        this SyncRunner runner, TypedGraph<TInput, TOutput> graph, TInput input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Call.Run(input, runner, options, cancellationToken);
    }

    /// <summary>Runs a graph with a typed input on any runner, and returns its typed output.</summary>
    /// <typeparam name="TInput">The type of the inputs.</typeparam>
    /// <typeparam name="TOutput">The type of the outputs.</typeparam>
    /// <param name="runner">The runner: of this process, of a host, or of a cluster.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The inputs.</param>
    /// <param name="options">Processors, limits, services; null for the defaults. What fails is thrown, also with <see cref="ErrorHandling.Continue"/>.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="InvalidInputException">An input is null that must not be, or a number that would be rounded.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ValueTask<TOutput> RunAsync<[DynamicallyAccessedMembers(PublicProperties)] TInput, [DynamicallyAccessedMembers(PublicConstructors | PublicProperties)] TOutput>(
        this IGraphRunner runner, TypedGraph<TInput, TOutput> graph, TInput input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Call.RunAsync(input, runner, options, cancellationToken);
    }
}
