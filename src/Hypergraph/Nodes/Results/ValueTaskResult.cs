using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>The result of a <see cref="ValueTask{TResult}"/>.</summary>
internal sealed class ValueTaskResult<T>(ValueResult<T> value) : FunctionResult<ValueTask<T>>
{
    public override Type ValueType => value.ValueType;

    public override bool IsAsync => true;

    public override int TupleSize => value.TupleSize;

    public override NodeBody Bind(TypedFunction<ValueTask<T>> function, IReadOnlyList<string> outputs) =>
        new Body(function, value.WriterOf(outputs)) { Outputs = value.OutputsOf(outputs) };

    private sealed class Body(TypedFunction<ValueTask<T>> function, ResultWriter<T> writer) : NodeBody
    {
        protected override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
        {
            ValueTask<T> task = function.Call(frame, parameters);
            if (!task.IsCompletedSuccessfully)
            {
                return task.AsTask();
            }

            writer.Write(frame, outputs, task.Result);
            return null;
        }

        protected override void WriteResult(Task done, Frame frame, Slot[] outputs) => writer.Write(frame, outputs, ((Task<T>)done).Result);
    }
}
