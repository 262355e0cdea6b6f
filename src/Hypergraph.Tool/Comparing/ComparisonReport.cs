using System.Text.Json;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Comparing;

/// <summary>Writes the differences of two logs.</summary>
internal static class ComparisonReport
{
    /// <summary>Writes a line for each difference.</summary>
    public static void WriteText(IReadOnlyList<Difference> differences)
    {
        if (differences.All(difference => difference.IsTime))
        {
            StandardOutput.WriteLine("No differences.");
        }

        foreach (Difference difference in differences)
        {
            string run = difference.Run is { } number ? $"run {Words.Number(number)}: " : string.Empty;
            string node = difference.Node is null ? string.Empty : $"{difference.Node}: ";
            string note = difference.IsTime ? " (for information)" : string.Empty;
            StandardOutput.WriteLine($"{run}{node}{difference.What}: {TextOf(difference.First)} → {TextOf(difference.Second)}{note}");
        }
    }

    /// <summary>Writes an array with an object for each difference.</summary>
    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<Difference> differences)
    {
        json.WriteStartObject();
        json.WriteBoolean("differ", differences.Any(difference => !difference.IsTime));
        json.WriteArray("differences", differences, difference =>
        {
            json.WriteStartObject();
            json.WriteNumberOrNull("run", difference.Run);
            json.WriteText("node", difference.Node);
            json.WriteText("what", difference.What);
            json.WriteText("first", difference.First);
            json.WriteText("second", difference.Second);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static string TextOf(string? value) => value is null ? "–" : PlainText.JoinLines(value);
}
