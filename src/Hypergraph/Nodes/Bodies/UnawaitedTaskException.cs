using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>A function whose result may be of any type returned a task, which no code awaits.</summary>
internal sealed class UnawaitedTaskException() : InvalidOperationException(
    "returned a task as a value, which a run does not await. Await it in the function, which then returns a task itself; of a function over data with NodeFunction.FromValuesAsync.")
{
    /// <summary>The value, if it is no task.</summary>
    public static object? Check(object? value) => TaskValue.IsTask(value) ? throw new UnawaitedTaskException() : value;
}
