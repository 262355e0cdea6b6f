using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Functions;

internal sealed class ActionFunction(string? name, NodeInput[] parameters, FunctionResult<NoResult> result, Action function)
    : TypedFunction<NoResult>(name, parameters, result)
{
    public override NoResult Call(Frame frame, Slot[] parameters)
    {
        function();
        return default;
    }
}

internal sealed class ActionFunction<T1>(string? name, NodeInput[] parameters, FunctionResult<NoResult> result, Action<T1> function)
    : TypedFunction<NoResult>(name, parameters, result)
{
    public override NoResult Call(Frame frame, Slot[] parameters)
    {
        function(frame.Read<T1>(parameters[0]));
        return default;
    }
}

internal sealed class ActionFunction<T1, T2>(string? name, NodeInput[] parameters, FunctionResult<NoResult> result, Action<T1, T2> function)
    : TypedFunction<NoResult>(name, parameters, result)
{
    public override NoResult Call(Frame frame, Slot[] parameters)
    {
        function(frame.Read<T1>(parameters[0]), frame.Read<T2>(parameters[1]));
        return default;
    }
}

internal sealed class ActionFunction<T1, T2, T3>(
    string? name, NodeInput[] parameters, FunctionResult<NoResult> result, Action<T1, T2, T3> function)
    : TypedFunction<NoResult>(name, parameters, result)
{
    public override NoResult Call(Frame frame, Slot[] parameters)
    {
        function(frame.Read<T1>(parameters[0]), frame.Read<T2>(parameters[1]), frame.Read<T3>(parameters[2]));
        return default;
    }
}
