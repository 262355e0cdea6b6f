namespace Hypergraph;

/// <summary>A result behind a <see cref="Task{TResult}"/>.</summary>
internal sealed class TaskResult<T>(ValueResult<T> value) : FunctionResult<Task<T>>
{
    public override Type ValueType => value.ValueType;

    public override bool IsAsync => true;

    public override int TupleSize => value.TupleSize;

    public override NodeBody Bind(TypedFunction<Task<T>> function, IReadOnlyList<string> outputs) =>
        new Body(function, value.WriterOf(outputs)) { Outputs = value.OutputsOf(outputs) };

    private sealed class Body(TypedFunction<Task<T>> function, ResultWriter<T> writer) : NodeBody
    {
        public override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
        {
            Task<T> task = function.Call(frame, parameters);
            if (!task.IsCompletedSuccessfully)
            {
                return AwaitAsync(task, frame, outputs);
            }

            writer.Write(frame, outputs, task.Result);
            return null;
        }

        private async Task AwaitAsync(Task<T> task, Frame frame, Slot[] outputs) =>
            writer.Write(frame, outputs, await task.ConfigureAwait(false));
    }
}

/// <summary>A result behind a <see cref="ValueTask{TResult}"/>.</summary>
internal sealed class ValueTaskResult<T>(ValueResult<T> value) : FunctionResult<ValueTask<T>>
{
    public override Type ValueType => value.ValueType;

    public override bool IsAsync => true;

    public override int TupleSize => value.TupleSize;

    public override NodeBody Bind(TypedFunction<ValueTask<T>> function, IReadOnlyList<string> outputs) =>
        new Body(function, value.WriterOf(outputs)) { Outputs = value.OutputsOf(outputs) };

    private sealed class Body(TypedFunction<ValueTask<T>> function, ResultWriter<T> writer) : NodeBody
    {
        public override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
        {
            ValueTask<T> task = function.Call(frame, parameters);
            if (!task.IsCompletedSuccessfully)
            {
                return AwaitAsync(task, frame, outputs);
            }

            writer.Write(frame, outputs, task.Result);
            return null;
        }

        private async Task AwaitAsync(ValueTask<T> task, Frame frame, Slot[] outputs) =>
            writer.Write(frame, outputs, await task.ConfigureAwait(false));
    }
}

/// <summary>The end of a <see cref="Task"/> that gives nothing.</summary>
internal sealed class PlainTaskResult : FunctionResult<Task>
{
    public override Type ValueType => typeof(void);

    public override bool IsAsync => true;

    public override int TupleSize => 0;

    public override NodeBody Bind(TypedFunction<Task> function, IReadOnlyList<string> outputs) => new Body(function) { Outputs = [] };

    private sealed class Body(TypedFunction<Task> function) : NodeBody
    {
        public override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
        {
            Task task = function.Call(frame, parameters);
            return task.IsCompletedSuccessfully ? null : task;
        }
    }
}

/// <summary>The end of a <see cref="ValueTask"/> that gives nothing.</summary>
internal sealed class PlainValueTaskResult : FunctionResult<ValueTask>
{
    public override Type ValueType => typeof(void);

    public override bool IsAsync => true;

    public override int TupleSize => 0;

    public override NodeBody Bind(TypedFunction<ValueTask> function, IReadOnlyList<string> outputs) => new Body(function) { Outputs = [] };

    private sealed class Body(TypedFunction<ValueTask> function) : NodeBody
    {
        public override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
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

/// <summary>A stream of items, collected to a list.</summary>
internal sealed class StreamResult<T>(ValueResult<List<T>> value) : FunctionResult<IAsyncEnumerable<T>>
{
    public override Type ValueType => value.ValueType;

    public override bool IsAsync => true;

    public override int TupleSize => 0;

    public override NodeBody Bind(TypedFunction<IAsyncEnumerable<T>> function, IReadOnlyList<string> outputs) =>
        new Body(function, value.WriterOf(outputs)) { Outputs = value.OutputsOf(outputs) };

    private sealed class Body(TypedFunction<IAsyncEnumerable<T>> function, ResultWriter<List<T>> writer) : NodeBody
    {
        public override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs) =>
            CollectAsync(function.Call(frame, parameters), frame, outputs);

        private async Task CollectAsync(IAsyncEnumerable<T> stream, Frame frame, Slot[] outputs)
        {
            List<T> items = [];
            await foreach (T item in stream.ConfigureAwait(false))
            {
                items.Add(item);
            }

            writer.Write(frame, outputs, items);
        }
    }
}
