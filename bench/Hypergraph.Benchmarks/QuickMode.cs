namespace Hypergraph.Benchmarks;

/// <summary>The quick mode: every comparison, or those named, a line of JSON for each ratio.</summary>
internal static class QuickMode
{
    private const string ProfilingVariable = "DOTNET_TieredPGO";
    private const string WithoutProfiling = ", both with TieredPGO=0";

    private static bool IsProfiled => Environment.GetEnvironmentVariable(ProfilingVariable) != "0";

    /// <returns>The exit code: 1 if a name is unknown.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> names)
    {
        string[] unknown = [.. names.Except(Comparisons.All.Select(c => c.Name))];
        if (unknown.Length > 0)
        {
            await Console.Error.WriteLineAsync(
                $"No comparison is named {string.Join(", ", unknown)}. Names: {string.Join(", ", Comparisons.All.Select(c => c.Name))}.");
            return 1;
        }

        foreach (Comparison comparison in Comparisons.All.Where(c => names.Count == 0 || names.Contains(c.Name)))
        {
            foreach (Ratio ratio in await comparison.MeasureAsync())
            {
                Console.WriteLine((IsProfiled ? ratio : ratio.With(WithoutProfiling)).ToJson());
            }

            if (comparison.DependsOnProfiling && IsProfiled)
            {
                Console.Write(await OwnProgram.RunAsync(["ratios", comparison.Name], ProfilingVariable, "0"));
            }
        }

        return 0;
    }
}
