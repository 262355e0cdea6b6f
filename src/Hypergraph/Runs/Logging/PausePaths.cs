using Hypergraph.Events.Origins;

namespace Hypergraph.Runs.Logging;

/// <summary>The locations of pauses as text.</summary>
internal static class PausePaths
{
    private const int MaxPaths = 10;

    /// <summary>The paths of the first pauses, and the number of the others.</summary>
    public static string Of(IReadOnlyList<RunPause> pauses)
    {
        string first = string.Join(", ", pauses.Take(MaxPaths).Select(Of));
        return pauses.Count <= MaxPaths ? first : FormattableString.Invariant($"{first} and {pauses.Count - MaxPaths} more");
    }

    /// <summary>The path of the interrupt, with the items at the nodes whose maps they belong to.</summary>
    private static string Of(RunPause pause)
    {
        string? path = null;
        while (pause.Inner is { } inner)
        {
            if (pause.NodePath.Length > inner.NodePath.Length)
            {
                path = EventPath.AppendNode(path, pause.NodePath[..(pause.NodePath.Length - inner.NodePath.Length - 1)]);
            }

            if (pause.ItemPath.Count > inner.ItemPath.Count)
            {
                path = EventPath.AppendItem(path, pause.ItemPath[0]);
            }

            pause = inner;
        }

        return EventPath.AppendNode(path, pause.NodePath);
    }
}
