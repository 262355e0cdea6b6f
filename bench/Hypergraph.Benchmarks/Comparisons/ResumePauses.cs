namespace Hypergraph.Benchmarks;

/// <summary>
/// What resuming a run with many pauses of a mapped node costs for each of them, beside what it costs with an eighth as many: 1 where
/// it grows with their number.
/// </summary>
internal sealed class ResumePauses() : Comparison("resume_pauses")
{
    private const int Few = 1_000;
    private const int Many = 8 * Few;

    private static readonly Graph Ask = new("ask",
    [
        Node.Interrupt<int>((int x) => x, "y", "question"),
        Node.Create((int y) => y + 1, output: "z", name: "add"),
    ]);

    private readonly AsyncRunner _runner = new();

    private readonly Graph _graph = new("survey",
    [
        Ask.AsNode().RenameInput("x", "xs").MapOver("xs"),
        Node.Create((int[] z) => z.Length, output: "count", name: "count"),
    ]);

    public override Side[] CreateSides() => [CreateSide(Many), CreateSide(Few)];

    private Side CreateSide(int pauses)
    {
        RunResult? paused = null;
        Dictionary<RunPause, object?> answers = [];
        return Side.OfManyAsync($"{pauses} pauses", pauses, async () =>
        {
            if (paused is null)
            {
                paused = await _runner.RunAsync(_graph, new Dictionary<string, object?> { ["xs"] = new int[pauses] });
                answers = paused.Pauses.ToDictionary(p => p, object? (_) => 1);
            }

            return (await _runner.ResumeAsync(paused, answers)).Get<int>("count");
        });
    }
}
