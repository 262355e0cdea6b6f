using Hypergraph.Nodes.Naming;
using Hypergraph.Testing.Responses;

namespace Hypergraph.Testing.Runners;

/// <summary>Checks the pauses of a response, and the answers to them, with the interrupts of the graph.</summary>
internal static class Interrupts
{
    /// <exception cref="InvalidOperationException">The graph cannot pause there.</exception>
    public static void CheckPauses(Graph graph, IEnumerable<RunPause> pauses)
    {
        foreach (RunPause pause in pauses)
        {
            if (Find(graph, pause.NodePath) is not { } found)
            {
                throw new InvalidOperationException(
                    $"A response pauses at '{pause.NodePath}', but graph '{graph.Name}' has no such interrupt. Interrupts: {string.Join(", ", PathsOf(graph).Select(path => $"'{path}'"))}.");
            }

            string answer = found.Interrupt.Outputs[0].Name;
            if (pause.ResponseParameter != answer)
            {
                throw new InvalidOperationException($"A response pauses at '{pause.NodePath}' for '{pause.ResponseParameter}', but the answer of that interrupt is '{answer}'.");
            }

            if (pause.ItemPath.Count != found.MapCount)
            {
                throw new InvalidOperationException(
                    $"A response pauses at '{pause.NodePath}' with {pause.ItemPath.Count} item indexes, but the path has {found.MapCount} mapped nodes. Set ItemPath to an index for each.");
            }
        }
    }

    /// <exception cref="InvalidInputException">The run has no such pause, or an answer has the wrong type.</exception>
    public static void CheckAnswers(Graph graph, IReadOnlyList<RunPause> pauses, IReadOnlyDictionary<RunPause, object?> answers)
    {
        foreach ((RunPause pause, object? answer) in answers)
        {
            if (!pauses.Contains(pause))
            {
                throw new InvalidInputException(
                    $"Graph '{graph.Name}' does not ask for '{pause.NodePath}'. It asks at: {string.Join(", ", pauses.Select(p => $"'{p.NodePath}'").Distinct())}.", pause.ResponseParameter);
            }

            NodeOutput output = Find(graph, pause.NodePath)!.Value.Interrupt.Outputs[0];
            if (!TypeText.Accepts(output.Type, answer))
            {
                throw new InvalidInputException(
                    $"The answer to '{pause.NodePath}' is {TypeText.OfValue(answer)}, but '{output.Name}' accepts {TypeNames.Of(output.Type)}.", pause.ResponseParameter);
            }
        }
    }

    /// <summary>Returns the answers to the interrupts of the graph itself, by the names of their outputs.</summary>
    public static Dictionary<string, object?> ByName(Graph graph, IEnumerable<KeyValuePair<RunPause, object?>> answers) => answers
        .Where(answer => graph.Nodes.Any(node => node.Name == answer.Key.NodePath))
        .ToDictionary(answer => answer.Key.ResponseParameter, answer => answer.Value);

    /// <summary>Finds an interrupt, and the number of mapped nodes on its path. A name may contain a slash, so the path is not split.</summary>
    private static (InterruptNode Interrupt, int MapCount)? Find(Graph graph, string path)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node is InterruptNode interrupt && node.Name == path)
            {
                return (interrupt, 0);
            }

            if (node is GraphNode outer && path.StartsWith($"{node.Name}/", StringComparison.Ordinal) && Find(outer.Graph, path[(node.Name.Length + 1)..]) is { } found)
            {
                return (found.Interrupt, found.MapCount + (outer.IsMapped ? 1 : 0));
            }
        }

        return null;
    }

    private static IEnumerable<string> PathsOf(Graph graph) => graph.Nodes.SelectMany(node => node switch
    {
        InterruptNode => [node.Name],
        GraphNode outer => PathsOf(outer.Graph).Select(path => $"{node.Name}/{path}"),
        _ => Enumerable.Empty<string>(),
    });
}
