namespace Hypergraph.Durability.Journals;

/// <summary>A call of a stored run.</summary>
/// <param name="Id">The id of the run.</param>
/// <param name="Inputs">The inputs to run with.</param>
/// <param name="IsResumed">Whether the store knew the run before the call.</param>
internal sealed record StoredCall(string Id, GraphInputs Inputs, bool IsResumed);
