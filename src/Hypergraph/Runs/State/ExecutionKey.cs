using System.Globalization;
using Hypergraph.Events.Origins;

namespace Hypergraph.Runs.State;

/// <summary>
/// The key of one execution of a node: its path as <see cref="EventPath"/> has it, and after each node in a loop the number of its start, from the second on
/// (<c>improve[#2]/score</c>). A name never has an unescaped bracket, so that keys are unambiguous.
/// </summary>
internal static class ExecutionKey
{
    /// <summary>Appends a node.</summary>
    /// <param name="key">The key so far; null at the root.</param>
    /// <param name="node">The name of the node.</param>
    /// <param name="start">How many times it has started in its run, this time included.</param>
    public static string AppendNode(string? key, string node, int start)
    {
        string path = EventPath.AppendNode(key, node);
        return start == 1 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}[#{start}]");
    }
}
