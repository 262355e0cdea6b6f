using System.Runtime.CompilerServices;

namespace Hypergraph.Orleans.Transport.Events;

/// <summary>Finds the types that nodes declare for the values in their events.</summary>
internal static class DeclaredTypes
{
    private static readonly ConditionalWeakTable<Graph, Dictionary<string, Node>> Nodes = [];

    public static Node? NodeOf(Graph? graph, string name) => graph is null
        ? null
        : Nodes.GetValue(graph, static g => g.Nodes.ToDictionary(n => n.Name)).GetValueOrDefault(name);

    public static Type InputTypeOf(Node? node, string name) =>
        node?.Inputs.FirstOrDefault(i => i.Name == name) is { } input ? input.Type : typeof(object);

    public static Type OutputTypeOf(Node? node, string name) =>
        node?.Outputs.FirstOrDefault(o => o.Name == name) is { } output ? output.Type : typeof(object);
}
