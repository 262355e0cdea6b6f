using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.AotApp;

/// <summary>Lambdas in an application that is compiled ahead of time: those over references are nodes, others say what to do.</summary>
internal static class Lambdas
{
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "What the warning says is what this shows.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "No properties of an object are read.")]
    public static void Show()
    {
        var shout = new Graph("shout", [Node.Create((string text) => text.ToUpperInvariant(), output: "shout")]);
        Console.WriteLine($"lambda: {new SyncRunner().Run(shout, ("text", "loud")).Get<string>("shout")}");
        Console.WriteLine($"delegate: {shout.Compile<Func<string, string>>()("loud")}");
        try
        {
            var length = new Graph("length", [Node.Create((string text) => text.Length, output: "length")]);
            Console.WriteLine($"lambda: {new SyncRunner().Run(length, ("text", "loud")).Get<int>("length")}");
        }
        catch (PlatformNotSupportedException exception)
        {
            Console.WriteLine(exception.Message);
        }
    }
}
