using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>The result of a <see cref="Task{TResult}"/>.</summary>
internal sealed class TaskResult<T>(ValueResult<T> value) : FunctionResult<Task<T>>
{
    public override Type ValueType => value.ValueType;

    public override bool IsAsync => true;

    public override int TupleSize => value.TupleSize;

    public override NodeBody Bind(TypedFunction<Task<T>> function, IReadOnlyList<string> outputs) =>
        new Body(function, value.WriterOf(outputs)) { Outputs = value.OutputsOf(outputs) };

    private sealed class Body(TypedFunction<Task<T>> function, ResultWriter<T> writer) : NodeBody
    {
        protected override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
        {
            Task<T> task = function.Call(frame, parameters) ?? throw NullTaskException.Task();
            if (!task.IsCompletedSuccessfully)
            {
                return task;
            }

            writer.Write(frame, outputs, task.Result);
            return null;
        }

        protected override void WriteResult(Task done, Frame frame, Slot[] outputs) => writer.Write(frame, outputs, ((Task<T>)done).Result);
    }
}
