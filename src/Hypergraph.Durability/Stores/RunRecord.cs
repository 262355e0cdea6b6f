namespace Hypergraph.Durability;

/// <summary>A record of a run: something that happened to one execution of a node. A later record of the same key replaces an earlier one.</summary>
/// <param name="Key">The key of the execution, as in <see cref="Hosting.RunJournal"/>.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Payload">The values, as the library encodes them. To a store they are bytes.</param>
public readonly record struct RunRecord(string Key, RunRecordKind Kind, ReadOnlyMemory<byte> Payload);
