using System.Text.Json;

namespace Hypergraph.Progress.Tests;

/// <summary>One scenario of <c>scenarios.json</c>.</summary>
public sealed record Scenario(int Id, string Title, IReadOnlyList<ScenarioRow> Rows)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static TheoryData<int> Ids => [.. All.Select(scenario => scenario.Id)];

    private static List<Scenario> All { get; } = Read();

    public static Scenario Get(int id) => All.Single(scenario => scenario.Id == id);

    private static List<Scenario> Read()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Scenarios", "scenarios.json"));
        return JsonDocument.Parse(file).RootElement.GetProperty("scenarios").Deserialize<List<Scenario>>(Json)!;
    }
}
