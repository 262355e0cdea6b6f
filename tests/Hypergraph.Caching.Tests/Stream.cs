namespace Hypergraph.Caching.Tests;

/// <summary>Keeps the events of nodes, each in a few words.</summary>
internal sealed class Stream : EventProcessor
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<string?> _keys = [];

    public string[] Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The keys of the hits.</summary>
    public IReadOnlyList<string?> Keys => _keys;

    public override void OnEvent(Event e)
    {
        string? line = e switch
        {
            NodeStartEvent start => $"+{start.NodeName}",
            NodeEndEvent end => $"-{end.NodeName}{(end.IsCached ? " cached" : "")}",
            NodeErrorEvent error => $"!{error.NodeName} {error.ErrorMessage}",
            CacheHitEvent hit => $"hit {hit.NodeName}",
            RouteDecisionEvent route => $"?{route.NodeName}={string.Join('|', route.Decision)}",
            _ => null,
        };
        lock (_gate)
        {
            if (line is not null)
            {
                _lines.Add(line);
            }

            if (e is CacheHitEvent cacheHit)
            {
                _keys.Add(cacheHit.Key);
            }
        }
    }
}
