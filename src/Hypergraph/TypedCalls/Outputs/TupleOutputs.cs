using Hypergraph.Nodes.Values;

namespace Hypergraph.TypedCalls.Outputs;

/// <summary>A tuple whose elements are outputs.</summary>
internal sealed class TupleOutput<T1>(OutputReader<T1> first) : OutputReader<ValueTuple<T1>>
{
    public override ValueTuple<T1> Read(Frame frame) => new(first.Read(frame));

    public override ValueTuple<T1> Read(RunResult result) => new(first.Read(result));
}

internal sealed class TupleOutput<T1, T2>(OutputReader<T1> first, OutputReader<T2> second) : OutputReader<(T1, T2)>
{
    public override (T1, T2) Read(Frame frame) => (first.Read(frame), second.Read(frame));

    public override (T1, T2) Read(RunResult result) => (first.Read(result), second.Read(result));
}

internal sealed class TupleOutput<T1, T2, T3>(OutputReader<T1> first, OutputReader<T2> second, OutputReader<T3> third) : OutputReader<(T1, T2, T3)>
{
    public override (T1, T2, T3) Read(Frame frame) => (first.Read(frame), second.Read(frame), third.Read(frame));

    public override (T1, T2, T3) Read(RunResult result) => (first.Read(result), second.Read(result), third.Read(result));
}

internal sealed class TupleOutput<T1, T2, T3, T4>(
    OutputReader<T1> first, OutputReader<T2> second, OutputReader<T3> third, OutputReader<T4> fourth)
    : OutputReader<(T1, T2, T3, T4)>
{
    public override (T1, T2, T3, T4) Read(Frame frame) => (first.Read(frame), second.Read(frame), third.Read(frame), fourth.Read(frame));

    public override (T1, T2, T3, T4) Read(RunResult result) => (first.Read(result), second.Read(result), third.Read(result), fourth.Read(result));
}

internal sealed class TupleOutput<T1, T2, T3, T4, T5>(
    OutputReader<T1> first, OutputReader<T2> second, OutputReader<T3> third, OutputReader<T4> fourth, OutputReader<T5> fifth)
    : OutputReader<(T1, T2, T3, T4, T5)>
{
    public override (T1, T2, T3, T4, T5) Read(Frame frame) => (first.Read(frame), second.Read(frame), third.Read(frame), fourth.Read(frame), fifth.Read(frame));

    public override (T1, T2, T3, T4, T5) Read(RunResult result) => (first.Read(result), second.Read(result), third.Read(result), fourth.Read(result), fifth.Read(result));
}

internal sealed class TupleOutput<T1, T2, T3, T4, T5, T6>(
    OutputReader<T1> first, OutputReader<T2> second, OutputReader<T3> third, OutputReader<T4> fourth, OutputReader<T5> fifth, OutputReader<T6> sixth)
    : OutputReader<(T1, T2, T3, T4, T5, T6)>
{
    public override (T1, T2, T3, T4, T5, T6) Read(Frame frame) => (first.Read(frame), second.Read(frame), third.Read(frame), fourth.Read(frame), fifth.Read(frame), sixth.Read(frame));

    public override (T1, T2, T3, T4, T5, T6) Read(RunResult result) => (first.Read(result), second.Read(result), third.Read(result), fourth.Read(result), fifth.Read(result), sixth.Read(result));
}

internal sealed class TupleOutput<T1, T2, T3, T4, T5, T6, T7>(
    OutputReader<T1> first, OutputReader<T2> second, OutputReader<T3> third, OutputReader<T4> fourth, OutputReader<T5> fifth, OutputReader<T6> sixth, OutputReader<T7> seventh)
    : OutputReader<(T1, T2, T3, T4, T5, T6, T7)>
{
    public override (T1, T2, T3, T4, T5, T6, T7) Read(Frame frame) => (first.Read(frame), second.Read(frame), third.Read(frame), fourth.Read(frame), fifth.Read(frame), sixth.Read(frame), seventh.Read(frame));

    public override (T1, T2, T3, T4, T5, T6, T7) Read(RunResult result) => (first.Read(result), second.Read(result), third.Read(result), fourth.Read(result), fifth.Read(result), sixth.Read(result), seventh.Read(result));
}

internal sealed class TupleOutput<T1, T2, T3, T4, T5, T6, T7, TRest>(
    OutputReader<T1> first,
    OutputReader<T2> second,
    OutputReader<T3> third,
    OutputReader<T4> fourth,
    OutputReader<T5> fifth,
    OutputReader<T6> sixth,
    OutputReader<T7> seventh,
    OutputReader<TRest> rest)
    : OutputReader<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>
    where TRest : struct
{
    public override ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> Read(Frame frame) =>
        new(first.Read(frame), second.Read(frame), third.Read(frame), fourth.Read(frame), fifth.Read(frame), sixth.Read(frame), seventh.Read(frame), rest.Read(frame));

    public override ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> Read(RunResult result) =>
        new(first.Read(result), second.Read(result), third.Read(result), fourth.Read(result), fifth.Read(result), sixth.Read(result), seventh.Read(result), rest.Read(result));
}
