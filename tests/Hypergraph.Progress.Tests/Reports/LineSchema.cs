using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Hypergraph.Progress.Tests;

/// <summary>
/// The published schema of a line, closed: readers have to expect members that the schema does not name, but the lines of this
/// version have none.
/// </summary>
public sealed class LineSchema
{
    private static readonly string[] Objects = ["row", "failure"];

    private readonly JsonNode _root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "progress.schema.json")))!;
    private readonly JsonSchema _schema;

    public LineSchema()
    {
        JsonNode closed = _root.DeepClone();
        closed["unevaluatedProperties"] = false;
        foreach (string name in Objects)
        {
            closed["$defs"]![name]!["additionalProperties"] = false;
        }

        _schema = JsonSchema.FromText(closed.ToJsonString());
    }

    /// <summary>All that a line may have: <c>"run-started graph"</c>, <c>"row done"</c>, <c>"row state=failed"</c> and so on.</summary>
    public SortedSet<string> Names()
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        JsonObject defs = _root["$defs"]!.AsObject();
        foreach (JsonNode? line in _root["oneOf"]!.AsArray())
        {
            JsonObject members = defs[line!["$ref"]!.GetValue<string>().Split('/')[^1]]!["properties"]!.AsObject();
            foreach (string type in Choices(members["type"]!))
            {
                AddNames(names, type, _root["properties"]!.AsObject());
                AddNames(names, type, members);
            }
        }

        Array.ForEach(Objects, name => AddNames(names, name, defs[name]!["properties"]!.AsObject()));
        return names;
    }

    /// <summary>Fails unless a line is what the schema says.</summary>
    public void AssertValid(string line)
    {
        EvaluationResults result = _schema.Evaluate(JsonDocument.Parse(line).RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, $"{line}\n{string.Join('\n', (result.Details ?? []).Where(detail => detail.Errors is not null).Select(Text))}");
    }

    private static string Text(EvaluationResults detail) =>
        $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Select(error => $"{error.Key} {error.Value}"))}";

    private static void AddNames(SortedSet<string> names, string owner, JsonObject members)
    {
        foreach ((string name, JsonNode? member) in members)
        {
            names.Add($"{owner} {name}");
            names.UnionWith(name == "type" ? [] : Choices(member!).Select(choice => $"{owner} {name}={choice}"));
        }
    }

    private static IEnumerable<string> Choices(JsonNode member) => member["const"] is JsonValue { } only && only.TryGetValue(out string? text)
        ? [text]
        : member["enum"] is JsonArray choices ? choices.Select(choice => choice!.GetValue<string>()) : [];
}
