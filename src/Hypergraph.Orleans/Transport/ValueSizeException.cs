namespace Hypergraph.Orleans;

/// <summary>A value is larger than may travel. Becomes a <see cref="ValueTransportException"/> that names the value.</summary>
internal sealed class ValueSizeException() : Exception($"It takes more than {WireBatches.MaxItemBytes:N0} bytes.");
