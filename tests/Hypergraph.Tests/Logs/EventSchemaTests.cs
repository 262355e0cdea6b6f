using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Hypergraph.Tests.Logs;

/// <summary>Real logs of every feature against the published schema, closed: a member that the schema does not name fails.</summary>
public sealed class EventSchemaTests
{
    private static readonly string[] ClosedObjects = ["error", "outline"];

    private static readonly JsonSchema Closed = Close(JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "events.schema.json")))!);

    public static TheoryData<string> Names => LoggedRuns.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_line_of_a_log_Is_what_the_schema_says(string name)
    {
        string[] lines = await LinesOf(name);
        Assert.All(lines, AssertValid);
    }

    [Fact]
    public async Task Logs_of_all_features_Have_every_type_of_the_schema()
    {
        HashSet<string> types = [];
        foreach (string name in Names.Select(row => row.Data))
        {
            types.UnionWith((await LinesOf(name)).Select(line => (string)JsonNode.Parse(line)!["type"]!));
        }

        Assert.Equal(
            [
                "CacheHit", "Interrupt", "NodeAttemptEnd", "NodeAttemptStart", "NodeEnd", "NodeError", "NodeProgress", "NodeStart",
                "RouteDecision", "RunEnd", "RunResumed", "RunStart", "RunStoreError", "StopRequested", "StreamingChunk",
            ],
            types.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"time\":\"", "\"time\":\"x")]
    [InlineData("\"run\":\"", "\"run\":\"0")]
    [InlineData("\"type\":\"RunStart\"", "\"type\":\"Other\"")]
    [InlineData("\"graph\":\"chain\"", "\"graf\":\"chain\"")]
    public async Task Line_That_differs_Is_not_what_the_schema_says(string text, string other)
    {
        string line = (await LinesOf("chain"))[0];
        Assert.False(IsValid(line.Replace(text, other, StringComparison.Ordinal), out _));
    }

    private static void AssertValid(string line) => Assert.True(IsValid(line, out string errors), $"{line}\n{errors}");

    private static bool IsValid(string line, out string errors)
    {
        EvaluationResults result = Closed.Evaluate(JsonDocument.Parse(line).RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        errors = string.Join('\n', (result.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}"));
        return result.IsValid;
    }

    private static JsonSchema Close(JsonNode schema)
    {
        schema["unevaluatedProperties"] = false;
        foreach (string name in ClosedObjects)
        {
            schema["$defs"]![name]!["additionalProperties"] = false;
        }

        return JsonSchema.FromText(schema.ToJsonString());
    }

    private static async Task<string[]> LinesOf(string name)
    {
        using var stream = new MemoryStream();
        using (var log = new JsonLinesEventProcessor(stream, new JsonLinesOptions { IncludesValues = true, LeavesStreamOpen = true }))
        {
            await LoggedRuns.RunAsync(name, log);
        }

        return Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n');
    }
}
