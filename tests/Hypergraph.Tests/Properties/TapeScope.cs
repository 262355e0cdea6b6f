namespace Hypergraph.Tests.Properties;

/// <summary>What a graph that is being read has so far.</summary>
internal sealed class TapeScope
{
    public List<NodeSpec> Nodes { get; } = [];

    public List<string> Values { get; } = [];

    /// <summary>Groups of names whose lists have one length.</summary>
    public List<string[]> Lists { get; } = [];

    /// <summary>Values that several nodes refine, and these nodes in their order.</summary>
    public Dictionary<string, string[]> Chains { get; } = [];

    public void Add(NodeSpec node, IEnumerable<string> outputs)
    {
        Nodes.Add(node);
        Values.AddRange(outputs);
    }

    public string[] PickSeveral(Func<int, int> next) =>
        [.. Enumerable.Range(0, 1 + next(3)).Select(_ => Values[Values.Count - 1 - next(Values.Count)]).Distinct()];
}
