using System.Runtime.CompilerServices;

namespace Hypergraph.Tests.Execution;

/// <summary>A stream that counts what is done to it and, before each item, runs an action of the test.</summary>
internal sealed class Source<T>(IEnumerable<T> items, Func<int, CancellationToken, ValueTask>? beforeItem = null) : IAsyncEnumerable<T>
{
    private int _read;
    private int _opened;
    private int _closed;

    /// <summary>The number of items that were requested and returned.</summary>
    public int Read => Volatile.Read(ref _read);

    public int Opened => _opened;

    public int Closed => _closed;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _opened);
        return GiveAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    private async IAsyncEnumerable<T> GiveAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int index = 0;
        try
        {
            foreach (T item in items)
            {
                if (beforeItem is not null)
                {
                    await beforeItem(index, cancellationToken);
                }

                index++;
                Interlocked.Increment(ref _read);
                yield return item;
            }
        }
        finally
        {
            Interlocked.Increment(ref _closed);
        }
    }
}
