using Hypergraph.TypedCalls.Calls;
using Hypergraph.TypedCalls.Inputs;

namespace Hypergraph.TypedCalls.Delegates;

/// <summary>The target of a delegate: its arguments are the input of a call, and its last argument may be the token of the call.</summary>
internal sealed class FuncInvoker<TReturn>(Caller<NoInput, TReturn> caller)
{
    public TReturn Invoke() => caller.Call(default, CancellationToken.None);
}

internal sealed class FuncInvoker<T1, TReturn>(Caller<T1, TReturn> caller)
{
    public TReturn Invoke(T1 first) => caller.Call(first, CallToken.Of(first));
}

internal sealed class FuncInvoker<T1, T2, TReturn>(
    Caller<(T1, T2), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second) =>
        caller.Call((first, second), CallToken.Of(second));
}

internal sealed class FuncInvoker<T1, T2, T3, TReturn>(
    Caller<(T1, T2, T3), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third) =>
        caller.Call((first, second, third), CallToken.Of(third));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, TReturn>(
    Caller<(T1, T2, T3, T4), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth) =>
        caller.Call((first, second, third, fourth), CallToken.Of(fourth));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, TReturn>(
    Caller<(T1, T2, T3, T4, T5), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth) =>
        caller.Call((first, second, third, fourth, fifth), CallToken.Of(fifth));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, TReturn>(
    Caller<(T1, T2, T3, T4, T5, T6), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth) =>
        caller.Call((first, second, third, fourth, fifth, sixth), CallToken.Of(sixth));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, TReturn>(
    Caller<(T1, T2, T3, T4, T5, T6, T7), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh) =>
        caller.Call((first, second, third, fourth, fifth, sixth, seventh), CallToken.Of(seventh));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, T8, TReturn>(
    Caller<(T1, T2, T3, T4, T5, T6, T7, T8), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, T8 eighth) =>
        caller.Call((first, second, third, fourth, fifth, sixth, seventh, eighth), CallToken.Of(eighth));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, T8, T9, TReturn>(
    Caller<(T1, T2, T3, T4, T5, T6, T7, T8, T9), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, T8 eighth, T9 ninth) =>
        caller.Call((first, second, third, fourth, fifth, sixth, seventh, eighth, ninth), CallToken.Of(ninth));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TReturn>(
    Caller<(T1, T2, T3, T4, T5, T6, T7, T8, T9, T10), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, T8 eighth, T9 ninth, T10 tenth) =>
        caller.Call((first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth), CallToken.Of(tenth));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, TReturn>(
    Caller<(T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, T8 eighth, T9 ninth, T10 tenth, T11 eleventh) =>
        caller.Call((first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh), CallToken.Of(eleventh));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, TReturn>(
    Caller<(T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, T8 eighth, T9 ninth, T10 tenth, T11 eleventh, T12 twelfth) =>
        caller.Call((first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth), CallToken.Of(twelfth));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, TReturn>(
    Caller<(T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, T8 eighth, T9 ninth, T10 tenth, T11 eleventh, T12 twelfth, T13 thirteenth) =>
        caller.Call((first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, thirteenth), CallToken.Of(thirteenth));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, TReturn>(
    Caller<(T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, T8 eighth, T9 ninth, T10 tenth, T11 eleventh, T12 twelfth, T13 thirteenth, T14 fourteenth) =>
        caller.Call((first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, thirteenth, fourteenth), CallToken.Of(fourteenth));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, TReturn>(
    Caller<(T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, T8 eighth, T9 ninth, T10 tenth, T11 eleventh, T12 twelfth, T13 thirteenth, T14 fourteenth, T15 fifteenth) =>
        caller.Call((first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, thirteenth, fourteenth, fifteenth), CallToken.Of(fifteenth));
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, TReturn>(
    Caller<(T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16), TReturn> caller)
{
    public TReturn Invoke(
        T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, T8 eighth, T9 ninth, T10 tenth, T11 eleventh, T12 twelfth, T13 thirteenth, T14 fourteenth, T15 fifteenth, T16 sixteenth) =>
        caller.Call((first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, thirteenth, fourteenth, fifteenth, sixteenth), CallToken.Of(sixteenth));
}
