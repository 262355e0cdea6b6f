using Hypergraph;

// Each delivery waits until its van is there, which this program decides.
var vans = new SemaphoreSlim(0);
var deliver = Node.Create(
    async (string parcel, CancellationToken cancellationToken) =>
    {
        await vans.WaitAsync(cancellationToken);
        return $"{parcel} delivered";
    },
    output: "receipt",
    name: "deliver");
var delivery = new Graph("delivery", [deliver]);

// StartMap returns at once, with a handle to the map in flight.
string[] parcels = ["lamp", "chair", "table", "rug"];
RunHandle<MapResult> handle = new AsyncRunner().StartMap(
    delivery, new { parcel = parcels }, over: "parcel", new() { MaxConcurrency = 1 });
Console.WriteLine(handle.Status);

// The first van comes. The events of the run, from the first one on, are a stream.
vans.Release();
await foreach (Event e in handle.Events)
{
    switch (e)
    {
        case NodeEndEvent end:
            Console.WriteLine($"{parcels[end.ItemIndex!.Value]} is there");
            break;

        // A stop lets the delivery in flight finish. Nothing else starts.
        case NodeStartEvent { ItemIndex: 1 }:
            handle.Stop("the day is over");
            vans.Release();
            break;

        case StopRequestedEvent stop:
            Console.WriteLine($"stop: {stop.Reason}");
            break;
    }
}

// The result has what was done, and says what was not.
MapResult result = await handle.Completion;
Console.WriteLine($"{result.Status}: {result.CompletedCount} of {result.Count}");
Console.WriteLine($"not started: {string.Join(", ", result.NotStarted.Select(i => parcels[i]))}");
