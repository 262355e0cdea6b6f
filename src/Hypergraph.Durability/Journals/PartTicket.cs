using System.Text;

namespace Hypergraph.Durability.Journals;

/// <summary>What a process needs to run a part of a call that another process holds: the epoch of the lease, and the records of the part.</summary>
/// <param name="Epoch">The epoch in which the call holds the run.</param>
/// <param name="Records">The records of the part.</param>
internal sealed record PartTicket(long Epoch, IReadOnlyCollection<RunRecord> Records)
{
    /// <summary>Writes the ticket.</summary>
    public ReadOnlyMemory<byte> ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true);
        writer.Write(Epoch);
        writer.Write7BitEncodedInt(Records.Count);
        foreach (RunRecord record in Records)
        {
            writer.Write(record.Key);
            writer.Write7BitEncodedInt((int)record.Kind);
            writer.Write7BitEncodedInt(record.Payload.Length);
            writer.Write(record.Payload.Span);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads a ticket.</summary>
    public static PartTicket Parse(ReadOnlyMemory<byte> bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes.ToArray()), Encoding.UTF8);
        long epoch = reader.ReadInt64();
        var records = new RunRecord[reader.Read7BitEncodedInt()];
        for (int i = 0; i < records.Length; i++)
        {
            string key = reader.ReadString();
            var kind = (RunRecordKind)reader.Read7BitEncodedInt();
            records[i] = new RunRecord(key, kind, reader.ReadBytes(reader.Read7BitEncodedInt()));
        }

        return new PartTicket(epoch, records);
    }
}
