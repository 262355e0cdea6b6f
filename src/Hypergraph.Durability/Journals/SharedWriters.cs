using System.Runtime.CompilerServices;

namespace Hypergraph.Durability.Journals;

/// <summary>The writers that the parts of calls share in this process, so that one transaction stores the records of many items. Thread-safe.</summary>
internal sealed class SharedWriters
{
    private static readonly ConditionalWeakTable<IRunStore, SharedWriters> OfStores = [];

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Id, long Epoch), SharedWriter> _writers = [];

    private SharedWriters()
    {
    }
    /// <summary>Returns the writers of a store.</summary>
    public static SharedWriters Of(IRunStore store) => OfStores.GetValue(store, static _ => new SharedWriters());

    /// <summary>Returns the writer of a call, which the part must release.</summary>
    public SharedWriter Use(IRunStore store, string id, long epoch)
    {
        lock (_lock)
        {
            if (!_writers.TryGetValue((id, epoch), out SharedWriter? writer))
            {
                _writers.Add((id, epoch), writer = new SharedWriter(this, RunLock.OfPart(store, id, epoch), store.Options));
            }

            writer.Users++;
            return writer;
        }
    }

    /// <summary>Releases a writer.</summary>
    /// <returns>Whether no part uses it any more.</returns>
    public bool Release(SharedWriter writer)
    {
        lock (_lock)
        {
            return --writer.Users == 0 && _writers.Remove((writer.Lock.RunId, writer.Lock.Epoch));
        }
    }
}
