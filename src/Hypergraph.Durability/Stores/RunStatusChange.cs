namespace Hypergraph.Durability;

/// <summary>A change of what a store has of a run beside its records.</summary>
/// <param name="Status">The new <see cref="StoredRun.Status"/>.</param>
/// <param name="Error">The new <see cref="StoredRun.Error"/>.</param>
/// <param name="IsReleased">Whether no call holds the run from then on: <see cref="RunLease.Owner"/> becomes null. The epoch stays.</param>
public sealed record RunStatusChange(RunStatus? Status, string? Error, bool IsReleased);
