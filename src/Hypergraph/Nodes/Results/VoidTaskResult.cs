using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>The completion of a <see cref="Task"/> without a result.</summary>
internal sealed class VoidTaskResult : FunctionResult<Task>
{
    public override Type ValueType => typeof(void);

    public override bool IsAsync => true;

    public override int TupleSize => 0;

    public override NodeBody Bind(TypedFunction<Task> function, IReadOnlyList<string> outputs) => new Body(function) { Outputs = [] };

    private sealed class Body(TypedFunction<Task> function) : NodeBody
    {
        protected override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
        {
            Task task = function.Call(frame, parameters) ?? throw NullTaskException.Task();
            return task.IsCompletedSuccessfully ? null : task;
        }
    }
}
