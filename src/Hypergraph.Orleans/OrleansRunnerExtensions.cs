using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Orleans;

/// <summary>The shorter forms of the methods that only <see cref="OrleansRunner"/> has; <see cref="GraphRunnerExtensions"/> has the others.</summary>
public static class OrleansRunnerExtensions
{
    private const string Reflection = "The properties of an object are read by reflection. Pass a dictionary or name-value tuples in a trimmed application.";

    /// <summary>Submits a run with the properties of an object as inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind.</summary>
    /// <inheritdoc cref="OrleansRunner.SubmitAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(Reflection)]
    public static Task<RunHandle<RunResult>> SubmitAsync(
        this OrleansRunner runner, Graph graph, object inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.SubmitAsync(graph, GraphInputs.From(inputs), options, cancellationToken);
    }

    /// <summary>Submits a run with name-value tuples as inputs: <c>SubmitAsync(graph, ("x", 5), ("y", 6))</c>.</summary>
    /// <inheritdoc cref="OrleansRunner.SubmitAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="inputs">The inputs.</param>
    public static Task<RunHandle<RunResult>> SubmitAsync(this OrleansRunner runner, Graph graph, params (string Name, object? Value)[] inputs)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.SubmitAsync(graph, inputs, options: null, CancellationToken.None);
    }

    /// <summary>Submits a run without inputs, with options.</summary>
    /// <inheritdoc cref="OrleansRunner.SubmitAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static Task<RunHandle<RunResult>> SubmitAsync(this OrleansRunner runner, Graph graph, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.SubmitAsync(graph, GraphInputs.Empty, options, cancellationToken);
    }

    /// <summary>Submits a run without inputs, with options.</summary>
    /// <inheritdoc cref="OrleansRunner.SubmitAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    public static Task<RunHandle<RunResult>> SubmitAsync(this OrleansRunner runner, Graph graph, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.SubmitAsync(graph, GraphInputs.Empty, options, CancellationToken.None);
    }

    /// <summary>Submits a run without inputs, with a token.</summary>
    /// <inheritdoc cref="OrleansRunner.SubmitAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static Task<RunHandle<RunResult>> SubmitAsync(this OrleansRunner runner, Graph graph, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.SubmitAsync(graph, GraphInputs.Empty, options: null, cancellationToken);
    }

    /// <summary>Submits a map with the properties of an object as inputs, such as <c>new { x = numbers }</c>, or with a tuple or a dictionary of any kind.</summary>
    /// <inheritdoc cref="OrleansRunner.SubmitMapAsync(Graph, GraphInputs, MapOver, MapOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">How several inputs combine to items, processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(Reflection)]
    public static Task<RunHandle<MapResult>> SubmitMapAsync(
        this OrleansRunner runner, Graph graph, object inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.SubmitMapAsync(graph, GraphInputs.From(inputs), over, options, cancellationToken);
    }
}
