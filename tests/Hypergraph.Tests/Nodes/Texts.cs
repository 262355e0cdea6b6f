namespace Hypergraph.Tests.Nodes;

internal static class Texts
{
    public static string Repeat(this string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    public static string Join(string first, string second) => first + second;

    public static T[] Twice<T>(T value) => [value, value];
}
