using Hypergraph.Durability.Tests;

namespace Hypergraph.Durability.KilledRun;

/// <summary>A case whose second node waits for a file.</summary>
internal static class WaitingCase
{
    public const string Name = "waiting";

    /// <summary>The file whose existence ends the wait, beside a log.</summary>
    public static string GateOf(string log) => $"{log}.gate";

    public static DurableCase At(string log) => new(
        Name,
        executions => new(
            Name,
            [
                Node.Create((int x, NodeContext c) => executions.Note(c, x + 1), "a"),
                Node.Create(async (int a, NodeContext c) => await WaitAsync(GateOf(log), executions.Note(c, a + 1)), "b"),
                Node.Create((int b, NodeContext c) => executions.Note(c, b + 1), "c"),
            ]),
        [("x", 1)]);

    private static async Task<int> WaitAsync(string gate, int result)
    {
        while (!File.Exists(gate))
        {
            await Task.Delay(10);
        }

        return result;
    }
}
