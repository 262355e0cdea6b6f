using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Orleans;

/// <summary>A value is larger than may travel. Becomes a <see cref="ValueTransportException"/> that names the value.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "No caller sees it: ValueWriter turns it into a ValueTransportException.")]
internal sealed class ValueSizeException() : Exception($"It takes more than {WireBatches.MaxItemBytes:N0} bytes.");
