using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

namespace Hypergraph;

/// <summary>A run has paused at an interrupt, until its question is answered.</summary>
/// <remarks>
/// It ends the node's span. A pause inside a nested graph is reported at each level; the outer ones carry the path
/// (<c>review/approve</c>) as <see cref="NodeEvent.NodeName"/>.
/// </remarks>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record InterruptEvent : NodeEvent
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public InterruptEvent()
    {
    }

    [SetsRequiredMembers]
    internal InterruptEvent(in EventStamp stamp, string nodeName, string responseParameter)
        : base(stamp, nodeName) => ResponseParameter = responseParameter;

    /// <summary>The question that the interrupt's function returned.</summary>
    public object? Value { get; init; }

    /// <summary>The name under which a call supplies the answer.</summary>
    public required string ResponseParameter { get; init; }

    // The name is a path already, in which nothing is escaped.
    internal override bool TryFormatPath(Span<byte> destination, out int length)
    {
        length = 0;
        return false;
    }

    private protected override string OwnPath(string? run, string node) => run is null ? node : $"{run}/{node}";

    private protected override string DebuggerText => $"{base.DebuggerText} asks for '{ResponseParameter}'";
}
