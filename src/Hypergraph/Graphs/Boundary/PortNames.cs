namespace Hypergraph.Graphs.Boundary;

/// <summary>The names of the inputs or outputs of a nested graph on its node, where they differ. Immutable; a lookup costs the same with any number of names.</summary>
internal sealed class PortNames
{
    /// <summary>No name differs.</summary>
    public static readonly PortNames Unchanged = new([]);

    private readonly Dictionary<string, string> _outerNames;
    private readonly Dictionary<string, string> _innerNames;

    private PortNames(Dictionary<string, string> outerNames)
    {
        _outerNames = outerNames;
        _innerNames = new Dictionary<string, string>(outerNames.Count);
        foreach ((string inner, string outer) in outerNames)
        {
            _innerNames.TryAdd(outer, inner);
        }
    }

    /// <summary>Returns the name on the node of a name in the nested graph.</summary>
    public string ToOuter(string inner) => _outerNames.GetValueOrDefault(inner, inner);

    /// <summary>Returns the name in the nested graph of a name on the node.</summary>
    public string ToInner(string outer) => _innerNames.GetValueOrDefault(outer, outer);

    /// <summary>Returns the names after some of those on the node were changed.</summary>
    /// <param name="renames">The new names by the current ones.</param>
    public PortNames Rename(IReadOnlyDictionary<string, string> renames)
    {
        var outerNames = new Dictionary<string, string>(_outerNames);
        foreach ((string from, string to) in renames)
        {
            outerNames[ToInner(from)] = to;
        }

        return new PortNames(outerNames);
    }
}
