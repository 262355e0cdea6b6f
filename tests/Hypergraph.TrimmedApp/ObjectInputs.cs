using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.TrimmedApp;

/// <summary>Inputs from the properties of an object, which trimming removes: the message says what to supply instead.</summary>
internal static class ObjectInputs
{
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "What the warning says is what this shows.")]
    public static void Show(Graph graph)
    {
        try
        {
            Console.WriteLine($"object: {new SyncRunner().Run(graph, new { text = "read by reflection" }).Status}");
        }
        catch (InvalidInputException exception)
        {
            Console.WriteLine(exception.Message);
        }
    }
}
