namespace Hypergraph;

/// <summary>Checks the answers that a paused run is resumed with. Nothing has run yet.</summary>
internal static class AnswerBinder
{
    /// <exception cref="InvalidInputException">An answer is of the wrong type, or to what the run does not ask.</exception>
    public static void Check(RunState paused, IReadOnlyDictionary<RunPause, object?> answers)
    {
        foreach ((RunPause pause, object? answer) in answers)
        {
            PausedStep step = paused.Interrupts!.Find(pause) ?? throw Unknown(paused.Plan.Graph, pause, paused.Interrupts.Paused.SelectMany(p => p.Pauses));
            Check(paused, step, pause, answer);
        }
    }

    /// <exception cref="InvalidInputException">An answer is of the wrong type, or to what the map does not ask.</exception>
    public static void Check(MapResult paused, IReadOnlyDictionary<RunPause, object?> answers)
    {
        foreach ((RunPause pause, object? answer) in answers)
        {
            RunPause known = paused.Pauses.FirstOrDefault(p => p.Equals(pause)) ?? throw Unknown(paused.Plan.Graph, pause, paused.Pauses);
            RunState item = paused.Collector.PausedStateOf(known.ItemPath[0]);
            Check(item, item.Interrupts!.Find(known.Inner!)!, known.Inner!, answer);
        }
    }

    private static void Check(RunState paused, PausedStep step, RunPause pause, object? answer)
    {
        if (step.Step.Nested is null)
        {
            InterruptCall.Check(paused.Plan.Graph, step.Step, answer);
            return;
        }

        RunPause known = step.Pauses.First(p => p.Equals(pause));
        RunState inner = step.Run ?? step.Map!.Collector.PausedStateOf(known.ItemPath[0]);
        Check(inner, inner.Interrupts!.Find(known.Inner!)!, known.Inner!, answer);
    }

    private static InvalidInputException Unknown(Graph graph, RunPause pause, IEnumerable<RunPause> known) => new(
        $"{graph.Subject} does not ask for '{pause.NodePath}'{(pause.ItemPath.Count == 0 ? string.Empty : $" in item {string.Join('/', pause.ItemPath)}")}. It asks at: {NameList.Of(known.Select(p => p.NodePath).Distinct())}. Answer one of the result's own pauses.",
        pause.ResponseParameter);
}
