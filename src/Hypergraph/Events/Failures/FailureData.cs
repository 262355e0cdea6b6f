using System.Collections;

namespace Hypergraph;

/// <summary>
/// The keys under which a node's exception says in its <see cref="Exception.Data"/> where it failed. The exception is the node's own
/// and otherwise unchanged.
/// </summary>
/// <remarks>
/// <para>
/// The entries are texts. An exception whose data cannot be written has none; <see cref="RunResult.Failures"/> has the place of every
/// failure.
/// </para>
/// <para>
/// Where one instance is thrown by several nodes or items, its data cannot name them all: <see cref="Location"/> says so, and the other
/// entries are absent. A call that throws it writes the place of the failure that it throws.
/// </para>
/// </remarks>
public static class FailureData
{
    /// <summary>The node and the items as one text, as <see cref="RunFailure.Location"/> has it: <c>files/rows/parse_row [item 0.3]</c>.</summary>
    public const string Location = "Hypergraph.Location";

    /// <summary>The node, with the nested graphs' nodes that lead to it, joined by <c>/</c>: <c>files/rows/parse_row</c>. Absent where no node failed.</summary>
    public const string NodePath = "Hypergraph.NodePath";

    /// <summary>The zero-based indexes of the map items that lead to it, the outermost first, joined by <c>.</c>: <c>0.3</c>. Absent outside maps.</summary>
    public const string ItemPath = "Hypergraph.ItemPath";

    internal const string MultipleLocations = "several places (see RunResult.Failures)";

    /// <summary>Data is not safe for several threads, and an instance may be thrown on several. Failures are rare enough for one lock.</summary>
    private static readonly Lock DataLock = new();

    /// <summary>Where an exception says that it failed, or null.</summary>
    internal static string? LocationOf(Exception error)
    {
        try
        {
            return error.Data[Location] as string;
        }
        catch (Exception)
        {
            // Its data is its own: it may be null, or throw.
            return null;
        }
    }

    /// <summary>Notes where an exception failed, unless it has failed elsewhere before.</summary>
    internal static void Add(RunFailure failure) => Write(failure, replaces: false);

    /// <summary>Notes where an exception failed that is thrown to the caller for it.</summary>
    internal static void Set(RunFailure failure) => Write(failure, replaces: true);

    /// <summary>The failure of an exception that comes from elsewhere, with its place as far as its data has it.</summary>
    internal static RunFailure Read(Exception error)
    {
        try
        {
            string? items = error.Data[ItemPath] as string;
            return new RunFailure(
                error.Data[NodePath] as string, items is null ? [] : [.. items.Split('.').Select(i => int.Parse(i, System.Globalization.CultureInfo.InvariantCulture))], error);
        }
        catch (Exception)
        {
            // Its data is its own: it may be null, throw, or hold anything under these keys.
            return new RunFailure(nodePath: null, [], error);
        }
    }

    private static void Write(RunFailure failure, bool replaces)
    {
        try
        {
            lock (DataLock)
            {
                IDictionary data = failure.Error.Data;
                string location = failure.Location;
                object? known = data[Location];
                if (location.Equals(known))
                {
                    return;
                }

                bool isElsewhere = known is not null && !replaces;
                data[Location] = isElsewhere ? MultipleLocations : location;
                WriteOrRemove(data, NodePath, isElsewhere ? null : failure.NodePath);
                WriteOrRemove(data, ItemPath, isElsewhere || failure.ItemPath.Count == 0 ? null : failure.ItemPath.ToString());
            }
        }
        catch (Exception)
        {
            // Its data is its own: it may be null, read-only, or throw.
        }
    }

    private static void WriteOrRemove(IDictionary data, string key, string? value)
    {
        if (value is null)
        {
            data.Remove(key);
        }
        else
        {
            data[key] = value;
        }
    }
}
