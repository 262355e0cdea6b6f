namespace Hypergraph.Durability.Graphs;

/// <summary>The differences between a stored graph and the graph of a call, in sentences.</summary>
internal static class GraphChanges
{
    /// <summary>Lists the differences.</summary>
    /// <param name="stored">The stored structure.</param>
    /// <param name="current">The structure of the call's graph.</param>
    public static IReadOnlyList<string> Between(GraphShape stored, GraphShape current)
    {
        List<string> changes = [];
        Compare(stored, current, path: null, changes);
        return changes;
    }

    /// <summary>The names of the top-level nodes that are not the same in both.</summary>
    public static IReadOnlySet<string> ChangedNodes(GraphShape stored, GraphShape current)
    {
        var before = stored.Nodes.ToDictionary(node => node.Name);
        HashSet<string> changed = [.. current.Nodes.Where(node => !before.TryGetValue(node.Name, out NodeShape? old) || !AreSame(old, node)).Select(node => node.Name)];
        changed.UnionWith(stored.Nodes.Select(node => node.Name).Except(current.Nodes.Select(node => node.Name)));
        changed.UnionWith(ChangedEdges(stored, current).Select(edge => edge.Edge.To));
        return changed;
    }

    private static bool AreSame(NodeShape stored, NodeShape current)
    {
        List<string> changes = [];
        Compare(stored, current, stored.Name, changes);
        return changes.Count == 0;
    }

    private static void Compare(GraphShape stored, GraphShape current, string? path, List<string> changes)
    {
        string where = path is null ? "the graph" : $"graph '{path}'";
        CompareValues(stored.Inputs, current.Inputs, where, "input", changes);
        List<NodeShape> added = [.. current.Nodes.Where(node => stored.Nodes.All(old => old.Name != node.Name))];
        foreach (NodeShape removed in stored.Nodes.Where(old => current.Nodes.All(node => node.Name != old.Name)))
        {
            NodeShape? renamed = added.Find(node => AreSame(removed with { Name = node.Name }, node));
            if (renamed is null)
            {
                changes.Add($"node '{PathOf(path, removed.Name)}' was removed");
            }
            else
            {
                added.Remove(renamed);
                changes.Add($"node '{PathOf(path, removed.Name)}' was renamed to '{renamed.Name}'");
            }
        }

        changes.AddRange(added.Select(node => $"node '{PathOf(path, node.Name)}' was added"));
        foreach (NodeShape node in current.Nodes)
        {
            if (stored.Nodes.FirstOrDefault(old => old.Name == node.Name) is { } old)
            {
                Compare(old, node, PathOf(path, node.Name), changes);
            }
        }

        CompareNames(stored.SharedValues ?? [], current.SharedValues ?? [], where, "shares", changes);
        changes.AddRange(ChangedEdges(stored, current).Select(edge =>
            $"edge '{edge.Edge.From} -> {edge.Edge.To}'{(path is null ? string.Empty : $" of {where}")} was {(edge.IsAdded ? "added" : "removed")}"));
    }

    /// <summary>
    /// The edges between nodes of both graphs that only one of them has, where one declares its edges. Other edges change with the inputs and outputs of nodes.
    /// </summary>
    private static IEnumerable<(EdgeShape Edge, bool IsAdded)> ChangedEdges(GraphShape stored, GraphShape current)
    {
        if ((stored.Edges ?? current.Edges) is null && (stored.SharedValues ?? current.SharedValues) is null)
        {
            return [];
        }

        HashSet<string> kept = [.. stored.Nodes.Select(node => node.Name).Intersect(current.Nodes.Select(node => node.Name))];
        IReadOnlySet<EdgeShape> before = GraphEdges.Of(stored);
        IReadOnlySet<EdgeShape> after = GraphEdges.Of(current);
        return before.Except(after).Select(edge => (Edge: edge, IsAdded: false))
            .Concat(after.Except(before).Select(edge => (Edge: edge, IsAdded: true)))
            .Where(change => kept.Contains(change.Edge.From) && kept.Contains(change.Edge.To))
            .OrderBy(change => change.IsAdded).ThenBy(change => change.Edge.From, StringComparer.Ordinal).ThenBy(change => change.Edge.To, StringComparer.Ordinal);
    }

    private static void Compare(NodeShape stored, NodeShape current, string path, List<string> changes)
    {
        string where = $"node '{path}'";
        if (stored.Kind != current.Kind)
        {
            changes.Add($"{where} was a {stored.Kind} and is a {current.Kind}");
        }

        CompareValues(stored.Inputs, current.Inputs, where, "input", changes);
        CompareValues(stored.Outputs, current.Outputs, where, "output", changes);
        if (!stored.Targets.SequenceEqual(current.Targets))
        {
            // A decision names a target by its position.
            changes.Add($"{where} chooses between {Names(current.Targets)}, not {Names(stored.Targets)}");
        }

        CompareNames(stored.MappedOver, current.MappedOver, where, "maps over", changes);
        if (stored.MapMode != current.MapMode)
        {
            string zip = nameof(MapMode.Zip);
            changes.Add($"{where} maps with MapMode.{current.MapMode ?? zip}, not MapMode.{stored.MapMode ?? zip}");
        }

        CompareNames(stored.Emits, current.Emits, where, "emits", changes);
        CompareNames(stored.WaitsFor, current.WaitsFor, where, "waits for", changes);
        if (stored.Graph is { } before && current.Graph is { } after)
        {
            Compare(before, after, path, changes);
        }
    }

    private static void CompareValues(IReadOnlyList<ValueShape> stored, IReadOnlyList<ValueShape> current, string where, string kind, List<string> changes)
    {
        foreach (ValueShape old in stored)
        {
            if (current.FirstOrDefault(value => value.Name == old.Name) is not { } value)
            {
                changes.Add($"{where} no longer has {kind} '{old.Name}'");
            }
            else if (old.Type != value.Type)
            {
                changes.Add($"{kind} '{old.Name}' of {where} was {old.Type} and is {value.Type}");
            }
            else if (old.IsRequired != value.IsRequired)
            {
                changes.Add($"{kind} '{old.Name}' of {where} is {(value.IsRequired ? "required now" : "optional or bound now")}");
            }
        }

        changes.AddRange(current.Where(value => stored.All(old => old.Name != value.Name)).Select(value => $"{where} has a new {kind} '{value.Name}'"));
    }

    private static void CompareNames(IReadOnlyList<string> stored, IReadOnlyList<string> current, string where, string what, List<string> changes)
    {
        if (!stored.Order().SequenceEqual(current.Order()))
        {
            changes.Add($"{where} {what} {Names(current)}, not {Names(stored)}");
        }
    }

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "nothing" : string.Join(", ", names.Select(name => $"'{name}'"));

    private static string PathOf(string? path, string node) => path is null ? node : $"{path}/{node}";
}
