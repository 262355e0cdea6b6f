namespace Hypergraph.Nodes.Naming;

/// <summary>Numbers with what they count.</summary>
internal static class CountText
{
    /// <summary>Returns <c>1 input</c> or <c>2 inputs</c>.</summary>
    public static string Of(int count, string noun) => $"{count} {noun}{(count == 1 ? string.Empty : "s")}";
}
