using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Functions;

internal sealed class FuncFunction<TResult>(string? name, NodeInput[] parameters, FunctionResult<TResult> result, Func<TResult> function)
    : TypedFunction<TResult>(name, parameters, result)
{
    public override TResult Call(Frame frame, Slot[] parameters) => function();
}

internal sealed class FuncFunction<T1, TResult>(string? name, NodeInput[] parameters, FunctionResult<TResult> result, Func<T1, TResult> function)
    : TypedFunction<TResult>(name, parameters, result)
{
    public override TResult Call(Frame frame, Slot[] parameters) => function(frame.Read<T1>(parameters[0]));

    public override ResolvedCall ResolveSlots(ReadOnlySpan<Slot> parameters, Slot output) => new ResolvedFunc<T1, TResult>(function, parameters[0], output);
}

internal sealed class FuncFunction<T1, T2, TResult>(
    string? name, NodeInput[] parameters, FunctionResult<TResult> result, Func<T1, T2, TResult> function)
    : TypedFunction<TResult>(name, parameters, result)
{
    public override TResult Call(Frame frame, Slot[] parameters) =>
        function(frame.Read<T1>(parameters[0]), frame.Read<T2>(parameters[1]));

    public override ResolvedCall ResolveSlots(ReadOnlySpan<Slot> parameters, Slot output) =>
        new ResolvedFunc<T1, T2, TResult>(function, parameters[0], parameters[1], output);
}

internal sealed class FuncFunction<T1, T2, T3, TResult>(
    string? name, NodeInput[] parameters, FunctionResult<TResult> result, Func<T1, T2, T3, TResult> function)
    : TypedFunction<TResult>(name, parameters, result)
{
    public override TResult Call(Frame frame, Slot[] parameters) =>
        function(frame.Read<T1>(parameters[0]), frame.Read<T2>(parameters[1]), frame.Read<T3>(parameters[2]));

    public override ResolvedCall ResolveSlots(ReadOnlySpan<Slot> parameters, Slot output) =>
        new ResolvedFunc<T1, T2, T3, TResult>(function, parameters[0], parameters[1], parameters[2], output);
}

internal sealed class FuncFunction<T1, T2, T3, T4, TResult>(
    string? name, NodeInput[] parameters, FunctionResult<TResult> result, Func<T1, T2, T3, T4, TResult> function)
    : TypedFunction<TResult>(name, parameters, result)
{
    public override TResult Call(Frame frame, Slot[] parameters) => function(
        frame.Read<T1>(parameters[0]), frame.Read<T2>(parameters[1]), frame.Read<T3>(parameters[2]), frame.Read<T4>(parameters[3]));
}

internal sealed class FuncFunction<T1, T2, T3, T4, T5, TResult>(
    string? name, NodeInput[] parameters, FunctionResult<TResult> result, Func<T1, T2, T3, T4, T5, TResult> function)
    : TypedFunction<TResult>(name, parameters, result)
{
    public override TResult Call(Frame frame, Slot[] parameters) => function(
        frame.Read<T1>(parameters[0]),
        frame.Read<T2>(parameters[1]),
        frame.Read<T3>(parameters[2]),
        frame.Read<T4>(parameters[3]),
        frame.Read<T5>(parameters[4]));
}

internal sealed class FuncFunction<T1, T2, T3, T4, T5, T6, TResult>(
    string? name, NodeInput[] parameters, FunctionResult<TResult> result, Func<T1, T2, T3, T4, T5, T6, TResult> function)
    : TypedFunction<TResult>(name, parameters, result)
{
    public override TResult Call(Frame frame, Slot[] parameters) => function(
        frame.Read<T1>(parameters[0]),
        frame.Read<T2>(parameters[1]),
        frame.Read<T3>(parameters[2]),
        frame.Read<T4>(parameters[3]),
        frame.Read<T5>(parameters[4]),
        frame.Read<T6>(parameters[5]));
}
