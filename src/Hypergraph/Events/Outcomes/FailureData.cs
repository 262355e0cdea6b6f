using System.Collections;

namespace Hypergraph;

/// <summary>
/// The keys of the location of a failure in the <see cref="Exception.Data"/> of a node's exception. The exception is the one that
/// the node threw, otherwise unchanged.
/// </summary>
/// <remarks>
/// <para>
/// The entries are strings. An exception whose data cannot be written has none; <see cref="RunResult.Failures"/> has the location of
/// every failure.
/// </para>
/// <para>
/// If several nodes or items throw the same instance, its data cannot name them all: <see cref="Location"/> says so, and the other
/// entries are absent. A call that throws the exception writes the location of the failure that it throws.
/// </para>
/// </remarks>
public static class FailureData
{
    /// <summary>The node and the items as one text, as <see cref="RunFailure.Location"/> has it: <c>files/rows/parse_row [item 0.3]</c>.</summary>
    public const string Location = "Hypergraph.Location";

    /// <summary>The path of the node, with the nodes of the nested graphs around it, joined by <c>/</c>: <c>files/rows/parse_row</c>. Absent if no node failed.</summary>
    public const string NodePath = "Hypergraph.NodePath";

    /// <summary>The zero-based indexes of the map items around it, outermost first, joined by <c>.</c>: <c>0.3</c>. Absent outside maps.</summary>
    public const string ItemPath = "Hypergraph.ItemPath";

    internal const string MultipleLocations = "several places (see RunResult.Failures)";

    /// <summary>Exception.Data is not thread-safe, and several threads may throw one instance. Failures are rare enough for one lock.</summary>
    private static readonly Lock DataLock = new();

    /// <summary>Returns the location in the data of an exception, or null.</summary>
    internal static string? LocationOf(Exception error)
    {
        try
        {
            return error.Data[Location] as string;
        }
        catch (Exception)
        {
            // A user's exception may return null, or throw.
            return null;
        }
    }

    /// <summary>Writes the location of a failure, unless the exception has failed elsewhere before.</summary>
    internal static void Add(RunFailure failure) => Write(failure, replaces: false);

    /// <summary>Writes the location of a failure whose exception is thrown to the caller.</summary>
    internal static void Set(RunFailure failure) => Write(failure, replaces: true);

    /// <summary>Returns the failure of an exception from elsewhere, with the location in its data, if any.</summary>
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
            // A user's exception may return null, throw, or have anything under these keys.
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
                object? recorded = data[Location];
                if (location.Equals(recorded))
                {
                    return;
                }

                bool isAmbiguous = recorded is not null && !replaces;
                data[Location] = isAmbiguous ? MultipleLocations : location;
                WriteOrRemove(data, NodePath, isAmbiguous ? null : failure.NodePath);
                WriteOrRemove(data, ItemPath, isAmbiguous || failure.ItemPath.Count == 0 ? null : failure.ItemPath.ToString());
            }
        }
        catch (Exception)
        {
            // A user's exception may return null or a read-only dictionary, or throw.
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
