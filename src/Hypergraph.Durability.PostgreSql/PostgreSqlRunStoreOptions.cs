using System.Text;

namespace Hypergraph.Durability.PostgreSql;

/// <summary>How a <see cref="PostgreSqlRunStore"/> keeps runs.</summary>
public sealed record PostgreSqlRunStoreOptions : RunStoreOptions
{
    private const int MaxNameBytes = 63;

    /// <summary>The schema of the tables. Runs in different schemas are apart.</summary>
    /// <value>The default value is <c>hypergraph</c>.</value>
    /// <exception cref="ArgumentException">The name is empty, longer than 63 bytes, or has the character U+0000.</exception>
    public string Schema
    {
        get;
        init => field = !string.IsNullOrEmpty(value) && Encoding.UTF8.GetByteCount(value) <= MaxNameBytes && !value.Contains('\0', StringComparison.Ordinal)
            ? value
            : throw new ArgumentException($"The name of a schema has 1 to {MaxNameBytes} bytes, and no character U+0000.", nameof(value));
    } = "hypergraph";

    /// <summary>Whether the schema must have the tables of this version already: opening then creates and updates nothing.</summary>
    /// <value>The default value is <see langword="false"/>: opening creates the tables, and updates those of an earlier version.</value>
    public bool MustExist { get; init; }
}
