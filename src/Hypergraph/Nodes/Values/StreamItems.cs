namespace Hypergraph.Nodes.Values;

/// <summary>The collected items of a stream, as a stream. Each reader starts at the first item.</summary>
internal sealed class StreamItems<T>(List<T> items) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(items, cancellationToken);

    private sealed class Enumerator(List<T> items, CancellationToken cancellationToken) : IAsyncEnumerator<T>
    {
        private int _index = -1;

        public T Current => items[_index];

        public ValueTask<bool> MoveNextAsync()
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(++_index < items.Count);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
