namespace Hypergraph.Tests.Properties;

/// <summary>
/// Runs graphs slowly, superstep by superstep, straight from the rules of the design. It shares no code with the product.
/// </summary>
internal static class Reference
{
    /// <summary>The values of a run, and what made it fail.</summary>
    public static (Dictionary<string, object?> Values, Exception? Error) Run(GraphSpec graph, IReadOnlyDictionary<string, object?> given)
    {
        var values = given.ToDictionary(v => v.Key, v => (Value: v.Value, Version: 1));
        var read = new Dictionary<string, Dictionary<string, int>>();
        var decisions = new Dictionary<string, string[]>();
        Exception? error = null;
        while (error is null)
        {
            List<NodeSpec> ready = [.. graph.Nodes.Where(n => IsReady(n))];
            if (graph.Entrypoints.Length > 0)
            {
                // A loop starts at its entrypoint: the others wait until what they take has been given in the loop.
                ready.RemoveAll(n => !read.ContainsKey(n.Name) && !graph.Entrypoints.Contains(n.Name) && !HasLoopsValues(n));
            }

            HashSet<string> behindReadyGates = [.. ready.OfType<GateSpec>().SelectMany(g => g.Targets)];
            ready.RemoveAll(n => behindReadyGates.Contains(n.Name));
            if (ready.Count == 0)
            {
                break;
            }

            var written = new List<(string Name, object? Value)>();
            foreach (NodeSpec node in ready)
            {
                Dictionary<string, object?> inputs = InputsOf(node);
                read[node.Name] = node.Inputs.ToDictionary(i => i, VersionOf);
                try
                {
                    if (node is GateSpec gate)
                    {
                        decisions[gate.Name] = gate.Decide(inputs);
                    }
                    else
                    {
                        written.AddRange(Call(node, inputs));
                    }
                }
                catch (InvalidOperationException exception)
                {
                    error = exception;
                    break;
                }
            }

            foreach ((string name, object? value) in written)
            {
                if (!values.TryGetValue(name, out var old) || !Same(old.Value, value))
                {
                    values[name] = (value, VersionOf(name) + 1);
                }
            }
        }

        HashSet<string> outputs = [.. graph.Outputs];
        return (values.Where(v => outputs.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value.Value), error);

        bool HasLoopsValues(NodeSpec node) => graph.Nodes.Where(p => p != node && GraphSpec.OutputsOf(p).Any(node.Inputs.Contains)).All(p => read.ContainsKey(p.Name));

        int VersionOf(string name) => values.TryGetValue(name, out var value) ? value.Version : 0;

        Dictionary<string, object?> InputsOf(NodeSpec node) => node.Inputs.Where(i => values.ContainsKey(i) || DefaultsOf(node).ContainsKey(i))
            .ToDictionary(i => i, i => values.TryGetValue(i, out var value) ? value.Value : DefaultsOf(node)[i]);

        bool IsReady(NodeSpec node)
        {
            bool hasAll = node.Inputs.All(i => values.ContainsKey(i) || DefaultsOf(node).ContainsKey(i));
            return hasAll && (!read.ContainsKey(node.Name) || IsStale(node)) && IsOpen(node);
        }

        bool IsStale(NodeSpec node)
        {
            if (decisions.TryGetValue(node.Name, out string[]? decision) && decision.Contains(Node.End))
            {
                return false;
            }

            return node.Inputs.Any(i => VersionOf(i) != read[node.Name][i] && (!IsOnlyOwn(node, i) || GatesOf(node).Any()));
        }

        bool IsOnlyOwn(NodeSpec node, string name) => graph.Nodes.Where(n => GraphSpec.OutputsOf(n).Contains(name)).All(n => n == node)
            && GraphSpec.OutputsOf(node).Contains(name);

        IEnumerable<GateSpec> GatesOf(NodeSpec node) => graph.Nodes.OfType<GateSpec>().Where(g => g.Targets.Contains(node.Name));

        bool IsOpen(NodeSpec node) => !GatesOf(node).Any() || GatesOf(node).Any(g =>
            !decisions.TryGetValue(g.Name, out string[]? decision) || (decision.Contains(node.Name) && !IsStale(g)));
    }

    private static IReadOnlyDictionary<string, object?> DefaultsOf(NodeSpec node) =>
        node is FunctionSpec function ? function.Defaults : new Dictionary<string, object?>();

    private static IEnumerable<(string Name, object? Value)> Call(NodeSpec node, Dictionary<string, object?> inputs)
    {
        if (node is FunctionSpec function)
        {
            return [.. function.Outputs.Zip(function.Call(inputs))];
        }

        var nested = (NestedSpec)node;
        if (nested.Mapped.Length == 0)
        {
            (Dictionary<string, object?> values, Exception? error) = Run(nested.Graph, nested.Renamed.ToDictionary(r => r.Inner, r => inputs[r.Outer]));
            return error is null
                ? [.. nested.Outputs.Where(o => values.ContainsKey(o.Inner)).Select(o => (o.Outer, values[o.Inner]))]
                : throw error;
        }

        var results = new List<Dictionary<string, object?>>();
        foreach (Dictionary<string, object?> item in Items(nested, inputs))
        {
            (Dictionary<string, object?> values, Exception? error) = Run(nested.Graph, nested.Renamed.ToDictionary(r => r.Inner, r => item[r.Outer]));
            if (error is not null && !nested.Continue)
            {
                throw error;
            }

            results.Add(error is null ? values : []);
        }

        return [.. nested.Outputs.Select(o => (o.Outer, (object?)results.Select(r => r.GetValueOrDefault(o.Inner)).ToList()))];
    }

    /// <summary>The inputs of each item; in a product the last list turns fastest.</summary>
    private static List<Dictionary<string, object?>> Items(NestedSpec nested, Dictionary<string, object?> inputs)
    {
        object?[] ListOf(string name) => [.. ((System.Collections.IEnumerable)inputs[name]!).Cast<object?>()];
        List<Dictionary<string, object?>> items = [];
        if (!nested.Product)
        {
            for (int i = 0; i < ListOf(nested.Mapped[0]).Length; i++)
            {
                items.Add(inputs.ToDictionary(v => v.Key, v => nested.Mapped.Contains(v.Key) ? ListOf(v.Key)[i] : v.Value));
            }

            return items;
        }

        items.Add(inputs);
        foreach (string name in nested.Mapped)
        {
            items = [.. items.SelectMany(item => ListOf(name).Select(value => new Dictionary<string, object?>(item) { [name] = value }))];
        }

        return items;
    }

    private static bool Same(object? one, object? other) => Events.EventText.Show(one) == Events.EventText.Show(other);
}
