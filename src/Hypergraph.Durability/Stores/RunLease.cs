namespace Hypergraph.Durability;

/// <summary>Which call may run a stored run. Only the holder of the current epoch can write, so a process that was suspended and lost its lease cannot write any more.</summary>
/// <param name="Epoch">Increases with each new holder.</param>
/// <param name="Renewals">
/// Increases with each renewal. A lease has expired when another process has seen no change of it for its duration, on its own clock: clocks of different processes are not compared.
/// </param>
/// <param name="Owner">The holder; null if no call holds the run.</param>
public readonly record struct RunLease(long Epoch, long Renewals, string? Owner);
