namespace Hypergraph.Dashboard.Tracking;

/// <summary>The failures of a run, grouped by their cause: the node, the type of the error and its message.</summary>
internal sealed class FailureGroups
{
    private const int MaxGroups = 500;
    private const int MaxSamples = 20;

    private readonly Dictionary<(string Node, string Type, string Message), Group> _groups = [];

    /// <summary>The number of failures.</summary>
    public long Total { get; private set; }

    /// <summary>The number of failures whose cause is in none of the groups.</summary>
    public long Omitted { get; private set; }

    /// <summary>Adds a failure.</summary>
    public void Add(string node, NodeErrorEvent e)
    {
        Total++;
        (string Node, string Type, string Message) cause = (node, e.ErrorType, KeptFailure.Limited(e.ErrorMessage)!);
        if (!_groups.TryGetValue(cause, out Group? group))
        {
            if (_groups.Count == MaxGroups)
            {
                Omitted++;
                return;
            }

            group = new Group();
            _groups.Add(cause, group);
        }

        group.Count++;
        if (group.Samples.Count < MaxSamples)
        {
            group.Samples.Add(KeptFailure.Of(e));
        }
    }

    /// <summary>Copies the groups, in the order in which their first failures came.</summary>
    public FailureGroup[] Copy()
    {
        var groups = new FailureGroup[_groups.Count];
        int i = 0;
        foreach (((string node, string type, string message), Group group) in _groups)
        {
            groups[i++] = new FailureGroup(node, type, message, group.Count, [.. group.Samples]);
        }

        return groups;
    }

    private sealed class Group
    {
        public long Count { get; set; }

        public List<KeptFailure> Samples { get; } = [];
    }
}

/// <summary>The failures of one cause.</summary>
/// <param name="Node">The path of the node without items.</param>
/// <param name="Type">The type of the error.</param>
/// <param name="Message">The message of the error.</param>
/// <param name="Count">The number of failures.</param>
/// <param name="Samples">The first of them.</param>
internal sealed record FailureGroup(string Node, string Type, string Message, long Count, KeptFailure[] Samples);

/// <summary>A failure, without its exception, which may hold much memory.</summary>
/// <param name="Path">The path of the node with items.</param>
/// <param name="Items">The items around it.</param>
/// <param name="Label">The label of the item.</param>
/// <param name="Message">The message.</param>
/// <param name="Stack">The stack trace.</param>
/// <param name="Time">When it happened.</param>
internal sealed record KeptFailure(string? Path, IReadOnlyList<int> Items, string? Label, string Message, string? Stack, DateTimeOffset Time)
{
    private const int MaxLength = 32 * 1024;

    public static KeptFailure Of(NodeErrorEvent e) => new(e.Path, e.ItemPath, e.ItemLabel, Limited(e.ErrorMessage)!, Limited(e.ErrorStackTrace), e.Timestamp);

    /// <summary>Returns a text, or its start if it is very long.</summary>
    public static string? Limited(string? text) => text is { Length: > MaxLength } ? $"{text.AsSpan(0, MaxLength)}…" : text;
}
