using System.Globalization;
using Hypergraph.Durability.Tests;

namespace Hypergraph.Durability.KilledRun;

/// <summary>Many runs of one process, while others use the same store.</summary>
internal static class ManyRuns
{
    /// <summary>The first argument of the program.</summary>
    public const string Verb = "many";

    /// <summary>What a process prints that has done all.</summary>
    public static string Report(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} runs completed");

    /// <summary>The id of a run.</summary>
    public static string IdOf(string process, int run) => string.Create(CultureInfo.InvariantCulture, $"{process}-{run}");

    /// <summary>Runs a chain of three nodes so many times, one after the other, each with an id of its own.</summary>
    public static async Task<string> RunAsync(IRunStore store, string process, int count)
    {
        Graph chain = DurableCases.Of("chain").Graph(new ExecutionLog());
        var runner = new AsyncRunner { Store = store };
        for (int i = 0; i < count; i++)
        {
            RunResult result = await runner.RunAsync(chain, [("x", i)], new RunOptions { WorkflowId = IdOf(process, i) });
            if (!result.IsCompleted || result.StoreError is not null || result.Get<string>("b") != $"{i + 1}!")
            {
                return $"Run {i} ended as {result.Status}: {result.StoreError?.Message}";
            }
        }

        return Report(count);
    }
}
