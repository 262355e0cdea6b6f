namespace Hypergraph.Durability;

/// <summary>Changes the bytes of values on their way to a store and back, to compress or encrypt them. Thread-safe.</summary>
public abstract class RunValueTransform
{
    /// <summary>Creates a transform.</summary>
    protected RunValueTransform()
    {
    }

    /// <summary>Returns what is stored in place of a value.</summary>
    /// <param name="value">The value as JSON in UTF-8.</param>
    public abstract byte[] Encode(ReadOnlySpan<byte> value);

    /// <summary>Returns the value of what was stored.</summary>
    /// <param name="stored">What <see cref="Encode"/> returned.</param>
    public abstract byte[] Decode(ReadOnlySpan<byte> stored);
}
