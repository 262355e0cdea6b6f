namespace Hypergraph;

/// <summary>How a route decides.</summary>
public sealed record RouteOptions
{
    /// <summary>The gate's name; by default the method's.</summary>
    public string? Name { get; init; }

    /// <summary>The target when the function gives null. Without one, null chooses no target.</summary>
    public string? Fallback { get; init; }

    /// <summary>Whether the function gives a list of targets, all of which may run.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AllowMultiple { get; init; }

    /// <summary>Whether the targets may run before the gate has decided for the first time.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool DefaultOpen { get; init; } = true;
}
