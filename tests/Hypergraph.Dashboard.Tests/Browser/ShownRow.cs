using System.Text.Json;
using Hypergraph.Progress;

namespace Hypergraph.Dashboard.Tests;

/// <summary>A row of the tree: what the attributes of its element say, or what they should say.</summary>
internal sealed record ShownRow
{
    public string Path { get; init; } = "";

    public int Level { get; init; }

    public string Icon { get; init; } = "";

    public string Label { get; init; } = "";

    public long Done { get; init; }

    public long Total { get; init; }

    public string State { get; init; } = "";

    public long Failed { get; init; }

    public long Restored { get; init; }

    public static ShownRow Of(ProgressRow row) => new()
    {
        Path = row.Path,
        Level = row.Level,
        Icon = row.Icon switch
        {
            ProgressIcon.Map => "map",
            ProgressIcon.NestedNode => "nested",
            _ => "node",
        },
        Label = row.Label,
        Done = row.Done,
        Total = row.Total,
        State = JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()),
        Failed = row.Failed,
        Restored = row.Restored,
    };
}
