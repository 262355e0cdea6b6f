namespace Hypergraph.Dashboard.Tracking;

/// <summary>The failures of a run, grouped by their cause: the node, the type of the error and its message.</summary>
internal sealed class FailureGroups
{
    private const int MaxGroups = 500;
    private const int MaxSamples = 20;

    private readonly Dictionary<(string Node, string Type, string Message), FailureGroup> _groups = [];

    /// <summary>The number of failures.</summary>
    public long Total { get; private set; }

    /// <summary>The number of failures whose cause is in none of the groups.</summary>
    public long Omitted { get; private set; }

    /// <summary>The groups, the most frequent first.</summary>
    public IEnumerable<FailureGroup> Groups => _groups.Values.OrderByDescending(group => group.Count);

    /// <summary>Adds a failure.</summary>
    public void Add(string node, NodeErrorEvent e)
    {
        Total++;
        (string Node, string Type, string Message) cause = (node, e.ErrorType, e.ErrorMessage);
        if (!_groups.TryGetValue(cause, out FailureGroup? group))
        {
            if (_groups.Count == MaxGroups)
            {
                Omitted++;
                return;
            }

            group = new FailureGroup(node, e.ErrorType, e.ErrorMessage);
            _groups.Add(cause, group);
        }

        group.Count++;
        if (group.Samples.Count < MaxSamples)
        {
            group.Samples.Add(e);
        }
    }
}

/// <summary>The failures of one cause.</summary>
/// <param name="node">The path of the node without items.</param>
/// <param name="type">The type of the error.</param>
/// <param name="message">The message of the error.</param>
internal sealed class FailureGroup(string node, string type, string message)
{
    /// <summary>The path of the node without items.</summary>
    public string Node => node;

    /// <summary>The type of the error.</summary>
    public string Type => type;

    /// <summary>The message of the error.</summary>
    public string Message => message;

    /// <summary>The number of failures.</summary>
    public long Count { get; set; }

    /// <summary>The first of them.</summary>
    public List<NodeErrorEvent> Samples { get; } = [];
}
