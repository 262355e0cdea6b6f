namespace Hypergraph.Hosting;

/// <summary>A part of a durable call that another process runs: the run, or one item of a map.</summary>
/// <param name="WorkflowId">The id of the run in the store.</param>
/// <param name="Item">The zero-based index of the item; null for a run that is no map.</param>
/// <param name="Inputs">The inputs of the part.</param>
/// <param name="Ticket">What <see cref="RunJournal.Share"/> returned in the process of the call.</param>
/// <param name="IsRepeated">Whether another process may have run the part already, so that the store may have more of it than the ticket.</param>
public sealed record JournalPart(string WorkflowId, int? Item, GraphInputs Inputs, ReadOnlyMemory<byte> Ticket, bool IsRepeated);
