using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>
/// The shorter forms of the methods of <see cref="IGraphRunner"/>: inputs as an object, as name-value tuples, or none.
/// </summary>
/// <remarks>
/// An object as inputs is read by reflection: in a trimmed application, pass name-value tuples or a dictionary. Options or a token alone run a graph
/// without inputs.
/// </remarks>
public static class GraphRunnerExtensions
{
    /// <summary>Runs a graph with the properties of an object as inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind.</summary>
    /// <inheritdoc cref="IGraphRunner.RunAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static Task<RunResult> RunAsync(
        this IGraphRunner runner, Graph graph, object inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.RunAsync(graph, GraphInputs.From(inputs), options, cancellationToken);
    }

    /// <summary>Runs a graph with name-value tuples as inputs: <c>RunAsync(graph, ("x", 5), ("y", 6))</c>.</summary>
    /// <inheritdoc cref="IGraphRunner.RunAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs.</param>
    public static Task<RunResult> RunAsync(this IGraphRunner runner, Graph graph, params (string Name, object? Value)[] inputs)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.RunAsync(graph, inputs, options: null, CancellationToken.None);
    }

    /// <summary>Runs a graph without inputs, with options.</summary>
    /// <inheritdoc cref="IGraphRunner.RunAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static Task<RunResult> RunAsync(this IGraphRunner runner, Graph graph, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.RunAsync(graph, GraphInputs.Empty, options, cancellationToken);
    }

    /// <summary>Runs a graph without inputs, with options.</summary>
    /// <inheritdoc cref="IGraphRunner.RunAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    public static Task<RunResult> RunAsync(this IGraphRunner runner, Graph graph, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.RunAsync(graph, GraphInputs.Empty, options, CancellationToken.None);
    }

    /// <summary>Runs a graph without inputs, with a token.</summary>
    /// <inheritdoc cref="IGraphRunner.RunAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static Task<RunResult> RunAsync(this IGraphRunner runner, Graph graph, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.RunAsync(graph, GraphInputs.Empty, options: null, cancellationToken);
    }

    /// <summary>Maps with the properties of an object as inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind.</summary>
    /// <inheritdoc cref="IGraphRunner.MapAsync(Graph, GraphInputs, MapOver, MapOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static Task<MapResult> MapAsync(
        this IGraphRunner runner, Graph graph, object inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.MapAsync(graph, GraphInputs.From(inputs), over, options, cancellationToken);
    }

    /// <summary>Maps over a stream with the properties of an object as the other inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind.</summary>
    /// <inheritdoc cref="IGraphRunner.MapStreamAsync{T}(Graph, GraphInputs, string, IAsyncEnumerable{T}, MapStreamOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="over">The input that receives the items.</param>
    /// <param name="items">The stream.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static IAsyncEnumerable<RunResult> MapStreamAsync<T>(
        this IGraphRunner runner,
        Graph graph,
        object inputs,
        string over,
        IAsyncEnumerable<T> items,
        MapStreamOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.MapStreamAsync(graph, GraphInputs.From(inputs), over, items, options, cancellationToken);
    }

    /// <summary>Maps over a stream that supplies the only input.</summary>
    /// <inheritdoc cref="IGraphRunner.MapStreamAsync{T}(Graph, GraphInputs, string, IAsyncEnumerable{T}, MapStreamOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="over">The input that receives the items.</param>
    /// <param name="items">The stream.</param>
    public static IAsyncEnumerable<RunResult> MapStreamAsync<T>(this IGraphRunner runner, Graph graph, string over, IAsyncEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.MapStreamAsync(graph, GraphInputs.Empty, over, items, options: null, CancellationToken.None);
    }

    /// <summary>Maps over a stream that supplies the only input, with options.</summary>
    /// <inheritdoc cref="IGraphRunner.MapStreamAsync{T}(Graph, GraphInputs, string, IAsyncEnumerable{T}, MapStreamOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="over">The input that receives the items.</param>
    /// <param name="items">The stream.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    public static IAsyncEnumerable<RunResult> MapStreamAsync<T>(
        this IGraphRunner runner, Graph graph, string over, IAsyncEnumerable<T> items, MapStreamOptions? options)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.MapStreamAsync(graph, GraphInputs.Empty, over, items, options, CancellationToken.None);
    }

    /// <summary>Maps over a stream that supplies the only input, with options.</summary>
    /// <inheritdoc cref="IGraphRunner.MapStreamAsync{T}(Graph, GraphInputs, string, IAsyncEnumerable{T}, MapStreamOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="over">The input that receives the items.</param>
    /// <param name="items">The stream.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static IAsyncEnumerable<RunResult> MapStreamAsync<T>(
        this IGraphRunner runner, Graph graph, string over, IAsyncEnumerable<T> items, MapStreamOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.MapStreamAsync(graph, GraphInputs.Empty, over, items, options, cancellationToken);
    }

    /// <summary>Maps over a stream that supplies the only input, with a token.</summary>
    /// <inheritdoc cref="IGraphRunner.MapStreamAsync{T}(Graph, GraphInputs, string, IAsyncEnumerable{T}, MapStreamOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="over">The input that receives the items.</param>
    /// <param name="items">The stream.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static IAsyncEnumerable<RunResult> MapStreamAsync<T>(
        this IGraphRunner runner, Graph graph, string over, IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.MapStreamAsync(graph, GraphInputs.Empty, over, items, options: null, cancellationToken);
    }

    /// <summary>Starts a run with the properties of an object as inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind.</summary>
    /// <inheritdoc cref="IGraphRunner.Start(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static RunHandle<RunResult> Start(
        this IGraphRunner runner, Graph graph, object inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Start(graph, GraphInputs.From(inputs), options, cancellationToken);
    }

    /// <summary>Starts a run with name-value tuples as inputs: <c>Start(graph, ("x", 5), ("y", 6))</c>.</summary>
    /// <inheritdoc cref="IGraphRunner.Start(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs.</param>
    public static RunHandle<RunResult> Start(this IGraphRunner runner, Graph graph, params (string Name, object? Value)[] inputs)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Start(graph, inputs, options: null, CancellationToken.None);
    }

    /// <summary>Starts a run without inputs, with options.</summary>
    /// <inheritdoc cref="IGraphRunner.Start(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static RunHandle<RunResult> Start(this IGraphRunner runner, Graph graph, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Start(graph, GraphInputs.Empty, options, cancellationToken);
    }

    /// <summary>Starts a run without inputs, with options.</summary>
    /// <inheritdoc cref="IGraphRunner.Start(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    public static RunHandle<RunResult> Start(this IGraphRunner runner, Graph graph, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Start(graph, GraphInputs.Empty, options, CancellationToken.None);
    }

    /// <summary>Starts a run without inputs, with a token.</summary>
    /// <inheritdoc cref="IGraphRunner.Start(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static RunHandle<RunResult> Start(this IGraphRunner runner, Graph graph, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Start(graph, GraphInputs.Empty, options: null, cancellationToken);
    }

    /// <summary>Starts a map with the properties of an object as inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind.</summary>
    /// <inheritdoc cref="IGraphRunner.StartMap(Graph, GraphInputs, MapOver, MapOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static RunHandle<MapResult> StartMap(
        this IGraphRunner runner, Graph graph, object inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.StartMap(graph, GraphInputs.From(inputs), over, options, cancellationToken);
    }

    /// <summary>Resumes a paused run with the answer to its <see cref="RunResult.Pause"/>.</summary>
    /// <inheritdoc cref="IResumableGraphRunner.ResumeAsync(RunResult, PauseAnswers, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="paused">The result of the paused run. It does not change, and can be resumed any number of times.</param>
    /// <param name="answer">The answer, of the type of the interrupt's output. A dictionary with <see cref="RunPause"/> keys is several answers.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static Task<RunResult> ResumeAsync(
        this IResumableGraphRunner runner, RunResult paused, object? answer, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.ResumeAsync(paused, PauseAnswers.From(answer), options, cancellationToken);
    }

    /// <summary>Resumes a paused run with the answer to its <see cref="RunResult.Pause"/>, and returns its handle.</summary>
    /// <inheritdoc cref="IResumableGraphRunner.StartResume(RunResult, PauseAnswers, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="paused">The result of the paused run. It does not change, and can be resumed any number of times.</param>
    /// <param name="answer">The answer, of the type of the interrupt's output. A dictionary with <see cref="RunPause"/> keys is several answers.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static RunHandle<RunResult> StartResume(
        this IResumableGraphRunner runner, RunResult paused, object? answer, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.StartResume(paused, PauseAnswers.From(answer), options, cancellationToken);
    }

    /// <summary>Resumes a map with the answer to its <see cref="MapResult.Pause"/>.</summary>
    /// <inheritdoc cref="IResumableGraphRunner.ResumeMapAsync(MapResult, PauseAnswers, MapOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="paused">The result of the map. It does not change, and can be resumed any number of times.</param>
    /// <param name="answer">The answer, of the type of the interrupt's output. A dictionary with <see cref="RunPause"/> keys is several answers.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static Task<MapResult> ResumeMapAsync(
        this IResumableGraphRunner runner, MapResult paused, object? answer, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.ResumeMapAsync(paused, PauseAnswers.From(answer), options, cancellationToken);
    }

    /// <summary>Resumes a map with the answer to its <see cref="MapResult.Pause"/>, and returns its handle.</summary>
    /// <inheritdoc cref="IResumableGraphRunner.StartResumeMap(MapResult, PauseAnswers, MapOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="paused">The result of the map. It does not change, and can be resumed any number of times.</param>
    /// <param name="answer">The answer, of the type of the interrupt's output. A dictionary with <see cref="RunPause"/> keys is several answers.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static RunHandle<MapResult> StartResumeMap(
        this IResumableGraphRunner runner, MapResult paused, object? answer, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.StartResumeMap(paused, PauseAnswers.From(answer), options, cancellationToken);
    }
}
