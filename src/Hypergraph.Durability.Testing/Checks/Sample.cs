using System.Text;

namespace Hypergraph.Durability.Testing.Checks;

/// <summary>Runs, records and writes for cases.</summary>
internal static class Sample
{
    private static readonly DateTimeOffset Start = new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero);

    /// <summary>Text beyond the Basic Multilingual Plane, with combining marks, quotes, a line break and characters that patterns and paths use.</summary>
    public const string Unicode = "файл/naïve e\u0301 東京 🧪 '\"\\%_?*[3]#$1\n\t";

    /// <summary>A time: so many minutes after the first one.</summary>
    public static DateTimeOffset Time(double minutes) => Start.AddMinutes(minutes);

    /// <summary>A run with few properties.</summary>
    public static StoredRun Run(string id) => new()
    {
        Id = id,
        GraphHash = "hash",
        GraphShape = "{}",
        Inputs = ReadOnlyMemory<byte>.Empty,
        Created = Time(0),
        Changed = Time(0),
        Lease = new RunLease(1, 0, "first"),
    };

    /// <summary>A run with all properties.</summary>
    public static StoredRun FullRun(string id) => Run(id) with
    {
        GraphName = $"graph {Unicode}",
        GraphVersion = "2.1-beta",
        GraphHash = "5d41402abc4b2a76b9719d911017c592",
        GraphShape = $$"""{"name":"{{new string('g', 20_000)}}"}""",
        IsMap = true,
        Inputs = Bytes(10_000, seed: 1),
        Status = RunStatus.Failed,
        Error = $"It failed: {Unicode}",
        ForkedFrom = "parent",
        Created = Time(1).AddMicroseconds(123_457).ToOffset(TimeSpan.FromHours(-7)),
        Changed = Time(2).AddMicroseconds(654_321).ToOffset(TimeSpan.FromHours(2)),
        Lease = new RunLease(1, 0, $"machine {Unicode}"),
    };

    public static RunRecord Record(string key, RunRecordKind kind = RunRecordKind.Completed, string payload = "payload") => new(key, kind, Encoding.UTF8.GetBytes(payload));

    public static RunRecord Question(string key, string payload = "sure?") => Record(key, RunRecordKind.Question, payload);

    public static RunWrite Write(params RunRecord[] records) => new() { Records = records, Time = Time(1) };

    public static RunWrite WriteValue(string hash, byte[] value) => Write(Record(hash)) with { Values = Values((hash, value)) };

    public static Dictionary<string, ReadOnlyMemory<byte>> Values(params (string Hash, byte[] Value)[] values) =>
        values.ToDictionary(value => value.Hash, value => new ReadOnlyMemory<byte>(value.Value), StringComparer.Ordinal);

    public static RunWrite WriteStatus(RunStatus? status, string? error = null, bool isReleased = false, double minutes = 1) =>
        new() { Time = Time(minutes), StatusChange = new RunStatusChange(status, error, isReleased) };

    /// <summary>Bytes that do not compress, the same for each seed.</summary>
    public static byte[] Bytes(int count, int seed)
    {
        byte[] bytes = new byte[count];
        ulong state = (ulong)seed + 1;
        for (int i = 0; i < count; i++)
        {
            state = (state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
            bytes[i] = (byte)(state >> 56);
        }

        return bytes;
    }
}
