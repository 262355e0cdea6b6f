using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Orleans.Transport.Values;

/// <summary>A value exceeds the size limit. Converted to a <see cref="ValueTransportException"/> that names the value.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "No caller sees it: ValueWriter turns it into a ValueTransportException.")]
internal sealed class ValueSizeException() : Exception($"The value is larger than {WireBatches.MaxItemBytes:N0} bytes.");
