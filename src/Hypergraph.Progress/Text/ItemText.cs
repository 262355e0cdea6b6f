using System.Globalization;

namespace Hypergraph.Progress;

/// <summary>Items of maps by their labels, or by their numbers where they have none.</summary>
internal static class ItemText
{
    /// <summary>The items that lead to a failure: <c>item 0.3</c>, <c>f036.csv</c>, <c>f036.csv, item 3</c>; empty outside maps.</summary>
    public static string Of(ProgressFailure failure) => failure switch
    {
        { Items.Count: 0 } => "",
        { ItemLabels.Count: 0 } => $"item {string.Join('.', failure.Items.Select(Number))}",
        _ => string.Join(", ", Each(failure)),
    };

    /// <summary>Each of the items that lead to a failure, the outermost first: <c>f036.csv</c> or <c>item 3</c>.</summary>
    public static IEnumerable<string> Each(ProgressFailure failure) => failure.Items.Select((index, i) =>
        failure.ItemLabels.ElementAtOrDefault(i) is string label ? DisplayText.OneLine(label) : $"item {Number(index)}");

    /// <summary>What a row says of single items: the one under way longest of a map, the one in which a node first failed.</summary>
    public static string Of(ProgressRow row) => row switch
    {
        { RunningItem: string label } => DisplayText.OneLine(label),
        { FirstFailure: { ItemLabels.Count: > 0 } failure } => Of(failure),
        _ => "",
    };

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
