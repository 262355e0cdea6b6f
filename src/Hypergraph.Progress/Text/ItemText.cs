using System.Globalization;

namespace Hypergraph.Progress.Text;

/// <summary>Texts for items of maps: their labels, or their numbers if they have none.</summary>
internal static class ItemText
{
    /// <summary>
    /// Returns the items that contain a failure: <c>item 0.3</c>, <c>f036.csv</c>, <c>f036.csv, item 3</c>; empty outside maps.
    /// </summary>
    public static string Of(ProgressFailure failure) => failure switch
    {
        { Items.Count: 0 } => "",
        { ItemLabels.Count: 0 } => $"item {string.Join('.', failure.Items.Select(Number))}",
        _ => string.Join(", ", Each(failure)),
    };

    /// <summary>Returns each of the items that contain a failure, the outermost first: <c>f036.csv</c> or <c>item 3</c>.</summary>
    public static IEnumerable<string> Each(ProgressFailure failure) => failure.Items.Select((index, i) =>
        failure.ItemLabels.ElementAtOrDefault(i) is string label ? DisplayText.OneLine(label) : $"item {Number(index)}");

    /// <summary>
    /// Returns the item that a row names: for a map the one in flight longest, for a node the one in which it first failed.
    /// </summary>
    public static string Of(ProgressRow row) => row switch
    {
        { RunningItem: string label } => DisplayText.OneLine(label),
        { FirstFailure: { ItemLabels.Count: > 0 } failure } => Of(failure),
        _ => "",
    };

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
