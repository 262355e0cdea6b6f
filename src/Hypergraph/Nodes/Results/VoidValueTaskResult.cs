using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>The completion of a <see cref="ValueTask"/> without a result.</summary>
internal sealed class VoidValueTaskResult : FunctionResult<ValueTask>
{
    public override Type ValueType => typeof(void);

    public override bool IsAsync => true;

    public override int TupleSize => 0;

    public override NodeBody Bind(TypedFunction<ValueTask> function, IReadOnlyList<string> outputs) => new Body(function) { Outputs = [] };

    private sealed class Body(TypedFunction<ValueTask> function) : NodeBody
    {
        protected override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
        {
            ValueTask task = function.Call(frame, parameters);
            if (!task.IsCompletedSuccessfully)
            {
                return task.AsTask();
            }

            task.GetAwaiter().GetResult();
            return null;
        }
    }
}
