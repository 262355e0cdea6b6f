namespace Hypergraph.Orleans.Transport.Events;

/// <summary>The ids of spans and runs in start events.</summary>
internal static class WireIds
{
    private const int SpanBytes = 8;
    private const int RunBytes = 16;

    public static byte[] Of(NodeStartEvent start)
    {
        byte[] ids = new byte[SpanBytes];
        start.SpanId.WriteBytes(ids);
        return ids;
    }

    public static byte[] Of(RunStartEvent start)
    {
        byte[] ids = new byte[SpanBytes + RunBytes];
        start.SpanId.WriteBytes(ids);
        start.RunId.WriteBytes(ids.AsSpan(SpanBytes));
        return ids;
    }

    /// <summary>Reads the span; a new one if the silo sent none.</summary>
    public static SpanId SpanOf(byte[]? ids) => ids is { Length: >= SpanBytes } ? SpanId.FromBytes(ids) : SpanId.New();

    /// <summary>Reads the run; a new one if the silo sent none.</summary>
    public static RunId RunOf(byte[]? ids) => ids is { Length: >= SpanBytes + RunBytes } ? RunId.FromBytes(ids.AsSpan(SpanBytes)) : RunId.New();
}
