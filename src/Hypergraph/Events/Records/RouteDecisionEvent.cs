using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

namespace Hypergraph;

/// <summary>A gate has decided which of its targets may run.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record RouteDecisionEvent : NodeEvent
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public RouteDecisionEvent()
    {
    }

    [SetsRequiredMembers]
    internal RouteDecisionEvent(in EventStamp stamp, string nodeName, IReadOnlyList<string> decision)
        : base(stamp, nodeName) => Decision = decision;

    /// <summary>The chosen targets, including <c>END</c> if the branch ends here; empty if none was chosen.</summary>
    public required IReadOnlyList<string> Decision { get; init; }

    /// <summary>Whether the gate may choose several targets at once.</summary>
    public bool AllowsMultiple { get; init; }

    internal override bool IsStartOrEnd => false;

    private protected override string DebuggerText => $"{base.DebuggerText}: {string.Join(", ", Decision)}";
}
