namespace Hypergraph.Conformance;

/// <summary>Which runner makes the calls of a case.</summary>
public enum RunnerChoice
{
    /// <summary>The one that the call names.</summary>
    AsNamed,

    /// <summary>The asynchronous one, whatever the call names; the order of events then counts within each span only.</summary>
    AlwaysAsync,
}
