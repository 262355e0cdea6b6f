namespace Hypergraph;

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
