using System.Globalization;
using System.Text;
using Hypergraph.Durability;

// Adds a run to a store and appends records to it, one a write, and prints the number of each after the store has acknowledged it. For tests with several processes, and that kill one.
// Arguments: sqlite PATH | postgres CONNECTION, the id of the run, the number of records.
if (args is not [var kind, var address, var id, var count])
{
    await Console.Error.WriteLineAsync("Arguments: sqlite PATH | postgres CONNECTION, RUN, RECORDS.");
    return 2;
}

await using IRunStore store = await WriterStores.OpenAsync(kind, address);
DateTimeOffset now = DateTimeOffset.UtcNow;
await store.TryAddAsync(
    new StoredRun { Id = id, GraphHash = "hash", GraphShape = "{}", Inputs = default, Created = now, Changed = now, Lease = new RunLease(1, 0, id) }, RunWrite.Empty, CancellationToken.None);
for (int i = 0; i < int.Parse(count, CultureInfo.InvariantCulture); i++)
{
    var record = new RunRecord($"node {i}", RunRecordKind.Completed, Encoding.UTF8.GetBytes(new string('x', 100)));
    if (!await store.TryAppendAsync(id, 1, new RunWrite { Records = [record], Time = DateTimeOffset.UtcNow }, CancellationToken.None))
    {
        return 3;
    }

    await Console.Out.WriteLineAsync(i.ToString(CultureInfo.InvariantCulture));
    await Console.Out.FlushAsync();
}

return 0;
