namespace Hypergraph.TypedCalls.Binding;

/// <summary>Everything that prevents a graph from being called with certain types, for one exception.</summary>
/// <param name="graph">The graph.</param>
/// <param name="form">How it is to be called.</param>
internal sealed class Problems(Graph graph, string form)
{
    private readonly List<string> _all = [];

    public bool HasAny => _all.Count > 0;

    /// <summary>Adds a problem: a sentence that begins with a small letter, and how to repair it.</summary>
    public void Add(string problem) => _all.Add(problem);

    /// <exception cref="GraphConfigurationException">There are problems.</exception>
    public void ThrowIfAny()
    {
        if (HasAny)
        {
            throw new GraphConfigurationException(_all.Count == 1
                ? $"{graph.Subject} cannot be called as {form}: {_all[0]}"
                : $"{graph.Subject} cannot be called as {form}:{string.Concat(_all.Select(problem => $"{Environment.NewLine}- {problem}"))}");
        }
    }
}
