namespace Hypergraph.Benchmarks;

/// <summary>An event in a log, beside the same bytes that a JSON writer writes to a file stream from texts that are there already. Both sides write files of the same length.</summary>
internal sealed class LogWrite() : Comparison("log_write")
{
    public override Side[] CreateSides()
    {
        var map = new LoggedMap();
        return
        [
            Side.OfManyAsync("event log", map.Count, map.WriteAsync),
            Side.OfMany("Utf8JsonWriter and FileStream", map.Count, map.WriteByHand),
        ];
    }
}
