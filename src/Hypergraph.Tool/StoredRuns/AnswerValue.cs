using System.Text.Json;
using Hypergraph.Durability;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.StoredRuns;

/// <summary>Reads the answer to a question from a word of the command line.</summary>
internal static class AnswerValue
{
    private static readonly string Text = typeof(string).ToString();

    /// <summary>The kinds of JSON that a simple type is read from. The program itself checks all other types.</summary>
    private static readonly Dictionary<string, JsonValueKind[]> Kinds = new(StringComparer.Ordinal)
    {
        [Text] = [JsonValueKind.String],
        [typeof(bool).ToString()] = [JsonValueKind.True, JsonValueKind.False],
        [typeof(int).ToString()] = [JsonValueKind.Number],
        [typeof(long).ToString()] = [JsonValueKind.Number],
        [typeof(double).ToString()] = [JsonValueKind.Number],
        [typeof(decimal).ToString()] = [JsonValueKind.Number],
    };

    /// <summary>Reads an answer: JSON, or text if it is no JSON or the answer is a text.</summary>
    /// <exception cref="ToolException">The answer has the wrong type.</exception>
    public static JsonElement Read(string word, PendingQuestion question)
    {
        JsonElement json = TryParse(word) is { } parsed && (question.AnswerType != Text || parsed.ValueKind == JsonValueKind.String) ? parsed : TextOf(word);
        return Kinds.TryGetValue(question.AnswerType, out JsonValueKind[]? kinds) && !kinds.Contains(json.ValueKind)
            ? throw new ToolException($"The answer to '{question.NodePath}' must be {question.AnswerType}, not {json.GetRawText()}.")
            : json;
    }

    private static JsonElement? TryParse(string word)
    {
        try
        {
            return JsonElement.Parse(word);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement TextOf(string word) => JsonElement.Parse($"\"{JsonEncodedText.Encode(word)}\"");
}
