using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>A stream of items, each reported as a chunk and all collected to a list. A stop ends it between two items.</summary>
internal sealed class StreamResult<T>(ValueResult<List<T>> value) : FunctionResult<IAsyncEnumerable<T>>
{
    public override Type ValueType => value.ValueType;

    public override bool IsAsync => true;

    public override int TupleSize => 0;

    public override NodeBody Bind(TypedFunction<IAsyncEnumerable<T>> function, IReadOnlyList<string> outputs) =>
        new Body(function, value.WriterOf(outputs)) { Outputs = [.. outputs.Select(name => new NodeOutput(name, StreamSlotType<T>.Instance))] };

    private sealed class Body(TypedFunction<IAsyncEnumerable<T>> function, ResultWriter<List<T>> writer) : NodeBody
    {
        public override bool NeedsContext => true;

        protected override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs) =>
            CollectAsync(function.Call(frame, parameters) ?? throw NullTaskException.Stream(), frame.Read<NodeContext>(parameters[^1]));

        protected override void WriteResult(Task done, Frame frame, Slot[] outputs) => writer.Write(frame, outputs, ((Task<List<T>>)done).Result);

        private static async Task<List<T>> CollectAsync(IAsyncEnumerable<T> stream, NodeContext context)
        {
            List<T> items = [];
            await foreach (T item in stream.WithCancellation(context.CancellationToken).ConfigureAwait(false))
            {
                items.Add(item);
                context.StreamChunk(item);
                if (context.IsStopRequested)
                {
                    context.EndStream();
                    break;
                }
            }

            return items;
        }
    }
}
