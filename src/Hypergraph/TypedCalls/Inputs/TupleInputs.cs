using Hypergraph.Nodes.Values;

namespace Hypergraph.TypedCalls.Inputs;

/// <summary>The inputs from the elements of a tuple. Several parameters of a delegate are a tuple too.</summary>
internal sealed class TupleInput<T1>(InputWriter<T1> first) : InputWriter<ValueTuple<T1>>
{
    public override bool TryWrite(Frame frame, in ValueTuple<T1> input) =>
        first.TryWrite(frame, input.Item1);

    public override void AddTo(object?[] values, in ValueTuple<T1> input)
    {
        first.AddTo(values, input.Item1);
    }
}

internal sealed class TupleInput<T1, T2>(InputWriter<T1> first, InputWriter<T2> second) : InputWriter<(T1, T2)>
{
    public override bool TryWrite(Frame frame, in (T1, T2) input) =>
        first.TryWrite(frame, input.Item1) && second.TryWrite(frame, input.Item2);

    public override void AddTo(object?[] values, in (T1, T2) input)
    {
        first.AddTo(values, input.Item1);
        second.AddTo(values, input.Item2);
    }
}

internal sealed class TupleInput<T1, T2, T3>(InputWriter<T1> first, InputWriter<T2> second, InputWriter<T3> third) : InputWriter<(T1, T2, T3)>
{
    public override bool TryWrite(Frame frame, in (T1, T2, T3) input) =>
        first.TryWrite(frame, input.Item1)
        && second.TryWrite(frame, input.Item2)
        && third.TryWrite(frame, input.Item3);

    public override void AddTo(object?[] values, in (T1, T2, T3) input)
    {
        first.AddTo(values, input.Item1);
        second.AddTo(values, input.Item2);
        third.AddTo(values, input.Item3);
    }
}

internal sealed class TupleInput<T1, T2, T3, T4>(
    InputWriter<T1> first, InputWriter<T2> second, InputWriter<T3> third, InputWriter<T4> fourth)
    : InputWriter<(T1, T2, T3, T4)>
{
    public override bool TryWrite(Frame frame, in (T1, T2, T3, T4) input) =>
        first.TryWrite(frame, input.Item1)
        && second.TryWrite(frame, input.Item2)
        && third.TryWrite(frame, input.Item3)
        && fourth.TryWrite(frame, input.Item4);

    public override void AddTo(object?[] values, in (T1, T2, T3, T4) input)
    {
        first.AddTo(values, input.Item1);
        second.AddTo(values, input.Item2);
        third.AddTo(values, input.Item3);
        fourth.AddTo(values, input.Item4);
    }
}

internal sealed class TupleInput<T1, T2, T3, T4, T5>(
    InputWriter<T1> first, InputWriter<T2> second, InputWriter<T3> third, InputWriter<T4> fourth, InputWriter<T5> fifth)
    : InputWriter<(T1, T2, T3, T4, T5)>
{
    public override bool TryWrite(Frame frame, in (T1, T2, T3, T4, T5) input) =>
        first.TryWrite(frame, input.Item1)
        && second.TryWrite(frame, input.Item2)
        && third.TryWrite(frame, input.Item3)
        && fourth.TryWrite(frame, input.Item4)
        && fifth.TryWrite(frame, input.Item5);

    public override void AddTo(object?[] values, in (T1, T2, T3, T4, T5) input)
    {
        first.AddTo(values, input.Item1);
        second.AddTo(values, input.Item2);
        third.AddTo(values, input.Item3);
        fourth.AddTo(values, input.Item4);
        fifth.AddTo(values, input.Item5);
    }
}

internal sealed class TupleInput<T1, T2, T3, T4, T5, T6>(
    InputWriter<T1> first, InputWriter<T2> second, InputWriter<T3> third, InputWriter<T4> fourth, InputWriter<T5> fifth, InputWriter<T6> sixth)
    : InputWriter<(T1, T2, T3, T4, T5, T6)>
{
    public override bool TryWrite(Frame frame, in (T1, T2, T3, T4, T5, T6) input) =>
        first.TryWrite(frame, input.Item1)
        && second.TryWrite(frame, input.Item2)
        && third.TryWrite(frame, input.Item3)
        && fourth.TryWrite(frame, input.Item4)
        && fifth.TryWrite(frame, input.Item5)
        && sixth.TryWrite(frame, input.Item6);

    public override void AddTo(object?[] values, in (T1, T2, T3, T4, T5, T6) input)
    {
        first.AddTo(values, input.Item1);
        second.AddTo(values, input.Item2);
        third.AddTo(values, input.Item3);
        fourth.AddTo(values, input.Item4);
        fifth.AddTo(values, input.Item5);
        sixth.AddTo(values, input.Item6);
    }
}

internal sealed class TupleInput<T1, T2, T3, T4, T5, T6, T7>(
    InputWriter<T1> first, InputWriter<T2> second, InputWriter<T3> third, InputWriter<T4> fourth, InputWriter<T5> fifth, InputWriter<T6> sixth, InputWriter<T7> seventh)
    : InputWriter<(T1, T2, T3, T4, T5, T6, T7)>
{
    public override bool TryWrite(Frame frame, in (T1, T2, T3, T4, T5, T6, T7) input) =>
        first.TryWrite(frame, input.Item1)
        && second.TryWrite(frame, input.Item2)
        && third.TryWrite(frame, input.Item3)
        && fourth.TryWrite(frame, input.Item4)
        && fifth.TryWrite(frame, input.Item5)
        && sixth.TryWrite(frame, input.Item6)
        && seventh.TryWrite(frame, input.Item7);

    public override void AddTo(object?[] values, in (T1, T2, T3, T4, T5, T6, T7) input)
    {
        first.AddTo(values, input.Item1);
        second.AddTo(values, input.Item2);
        third.AddTo(values, input.Item3);
        fourth.AddTo(values, input.Item4);
        fifth.AddTo(values, input.Item5);
        sixth.AddTo(values, input.Item6);
        seventh.AddTo(values, input.Item7);
    }
}

internal sealed class TupleInput<T1, T2, T3, T4, T5, T6, T7, TRest>(
    InputWriter<T1> first,
    InputWriter<T2> second,
    InputWriter<T3> third,
    InputWriter<T4> fourth,
    InputWriter<T5> fifth,
    InputWriter<T6> sixth,
    InputWriter<T7> seventh,
    InputWriter<TRest> rest)
    : InputWriter<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>
    where TRest : struct
{
    public override bool TryWrite(Frame frame, in ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> input) =>
        first.TryWrite(frame, input.Item1)
        && second.TryWrite(frame, input.Item2)
        && third.TryWrite(frame, input.Item3)
        && fourth.TryWrite(frame, input.Item4)
        && fifth.TryWrite(frame, input.Item5)
        && sixth.TryWrite(frame, input.Item6)
        && seventh.TryWrite(frame, input.Item7)
        && rest.TryWrite(frame, input.Rest);

    public override void AddTo(object?[] values, in ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> input)
    {
        first.AddTo(values, input.Item1);
        second.AddTo(values, input.Item2);
        third.AddTo(values, input.Item3);
        fourth.AddTo(values, input.Item4);
        fifth.AddTo(values, input.Item5);
        sixth.AddTo(values, input.Item6);
        seventh.AddTo(values, input.Item7);
        rest.AddTo(values, input.Rest);
    }
}
