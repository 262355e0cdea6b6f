using Hypergraph.Nodes.Naming;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Inputs;

/// <summary>Checks the answers that a paused run is resumed with. Nothing has run yet.</summary>
internal static class AnswerValidator
{
    /// <exception cref="InvalidInputException">An answer has the wrong type, or the run has no such pause.</exception>
    public static void Check(PausedRun paused, IReadOnlyDictionary<RunPause, object?> answers)
    {
        foreach ((RunPause pause, object? answer) in answers)
        {
            if (paused.Interrupts.Find(pause) is not { } found)
            {
                throw Unknown(paused.Plan.Graph, pause, paused.Interrupts.Paused.SelectMany(p => p.Pauses));
            }

            Check(paused, found, answer);
        }
    }

    /// <exception cref="InvalidInputException">An answer has the wrong type, or the map has no such pause.</exception>
    public static void Check(MapResult paused, IReadOnlyDictionary<RunPause, object?> answers)
    {
        HashSet<RunPause> pauses = [.. paused.Pauses];
        foreach ((RunPause pause, object? answer) in answers)
        {
            if (!pauses.TryGetValue(pause, out RunPause? known))
            {
                throw Unknown(paused.Plan.Graph, pause, paused.Pauses);
            }

            CheckInner(paused.Collector.PausedItem(known.ItemPath[0]), known, answer);
        }
    }

    private static void Check(PausedRun paused, (PausedStep Step, RunPause Known) asked, object? answer)
    {
        (PausedStep step, RunPause known) = asked;
        if (step.Step.Nested is null)
        {
            InterruptCall.Check(paused.Plan.Graph, step.Step, answer);
        }
        else
        {
            CheckInner(step.Run ?? step.Map!.Collector.PausedItem(known.ItemPath[0]), known, answer);
        }
    }

    private static void CheckInner(PausedRun inner, RunPause known, object? answer) => Check(inner, inner.Interrupts.Find(known.Inner!)!.Value, answer);

    private static InvalidInputException Unknown(Graph graph, RunPause pause, IEnumerable<RunPause> known) => new(
        $"{graph.Subject} does not ask for '{pause.NodePath}'{(pause.ItemPath.Count == 0 ? string.Empty : $" in item {string.Join('/', pause.ItemPath)}")}. It asks at: {NameList.Of(known.Select(p => p.NodePath).Distinct())}. Answer one of the result's own pauses.",
        pause.ResponseParameter);
}
