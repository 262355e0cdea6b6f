using Hypergraph.Planning.Compilation;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Inputs;
using Hypergraph.Runs.State;

namespace Hypergraph.Hosting;

/// <summary>
/// Validates the inputs of a call against its graph, as the runners do before any node runs. For runners in other
/// packages, which pass a call to another process.
/// </summary>
public static class CallInputs
{
    /// <summary>Checks the values of a run.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value of the wrong type.</exception>
    public static void Check(Graph graph, GraphInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(graph);
        InputBinder.Bind(StateOf(graph), inputs.Values);
    }

    /// <summary>Checks the values of a map, and splits them into items.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by name; those mapped over are collections.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="mode">How several mapped inputs make items.</param>
    /// <returns>The values of each item by name: the mapped inputs, created on demand.</returns>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">
    /// A name is unknown, a value of the wrong type, a mapped one no collection, or the lengths differ.
    /// </exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Split(
        Graph graph, GraphInputs inputs, MapOver over, MapMode mode = MapMode.Zip)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(over);
        RunState state = StateOf(graph);
        return new MapItemInputs(InputBinder.BindMap(state, inputs.Values, over, mode, label: null), state);
    }

    /// <summary>Validates the values that the items of a stream share, and the type of the stream.</summary>
    /// <typeparam name="T">The type of the stream's items.</typeparam>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The other inputs by name.</param>
    /// <param name="over">The input that each item is.</param>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value or the stream of the wrong type.</exception>
    public static void CheckStream<T>(Graph graph, GraphInputs inputs, string over)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(over);
        InputBinder.BindStream<T>(StateOf(graph), inputs.Values, over);
    }

    private static RunState StateOf(Graph graph) => new(PlanCompiler.PlanOf(graph), CallContext.Empty);
}
