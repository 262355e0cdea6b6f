namespace Hypergraph;

/// <summary>Options of a route.</summary>
public sealed record RouteOptions
{
    private readonly int? _leaveAfterIterations;

    /// <summary>The gate's name; by default that of the method.</summary>
    public string? Name { get; init; }

    /// <summary>The target if the function returns null. Without one, null chooses no target.</summary>
    public string? Fallback { get; init; }

    /// <summary>
    /// The number of iterations after which the gate chooses <see cref="Fallback"/> whenever its function would continue the loop:
    /// "at most three iterations". An iteration is a pass through those targets of the gate, except the fallback, that lie in its loop,
    /// including the one that started before the gate decided for the first time. Each run of the graph counts from the start; a gate whose
    /// fallback lies in a loop around its own counts from the start each time that it leaves. No effect outside a loop.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: no limit except <see cref="RunOptions.MaxIterations"/>, which counts supersteps and throws.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? LeaveAfterIterations
    {
        get => _leaveAfterIterations;
        init => _leaveAfterIterations = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "LeaveAfterIterations is at least 1, or null for no limit.");
    }

    /// <summary>Whether the function returns a list of targets, all of which may run.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AllowMultiple { get; init; }

    /// <summary>Whether the targets may run before the gate has decided for the first time.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool DefaultOpen { get; init; } = true;
}
