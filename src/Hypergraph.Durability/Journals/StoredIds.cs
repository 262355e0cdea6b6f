using System.Text;

namespace Hypergraph.Durability.Journals;

/// <summary>The ids that stored runs may have.</summary>
internal static class StoredIds
{
    /// <summary>Checks an id. Databases store text as Unicode, and PostgreSQL no null character.</summary>
    /// <exception cref="ArgumentException">The id cannot be stored.</exception>
    public static void Check(string id)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Contains('\0', StringComparison.Ordinal) || id.EnumerateRunes().Contains(Rune.ReplacementChar))
        {
            throw new ArgumentException("The WorkflowId of a durable call is blank, or has a null character or half a surrogate pair. Use another id.", nameof(id));
        }
    }
}
