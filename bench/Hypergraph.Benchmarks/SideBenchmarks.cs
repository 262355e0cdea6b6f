using BenchmarkDotNet.Attributes;

namespace Hypergraph.Benchmarks;

/// <summary>Every side of every comparison under BenchmarkDotNet. A figure is that of one sample of the side.</summary>
[MemoryDiagnoser]
[BenchmarkCategory("sides")]
public class SideBenchmarks
{
    private Func<ValueTask<Outcome>>? _sample;

    /// <summary>The sides, as <c>comparison: side (operations in a sample)</c>.</summary>
    public static IEnumerable<string> Names => Comparisons.InProcess.SelectMany(c => c.CreateSides().Select(side => NameOf(c, side)));

    /// <summary>The side that is measured.</summary>
    [ParamsSource(nameof(Names))]
    public string Side { get; set; } = string.Empty;

    /// <summary>Makes the side.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Comparison comparison = Comparisons.InProcess.First(c => Side.StartsWith($"{c.Name}:", StringComparison.Ordinal));
        _sample = comparison.CreateSides().First(side => NameOf(comparison, side) == Side).Sample;
    }

    /// <summary>Takes one sample.</summary>
    [Benchmark]
    public async Task<double> Sample() => (await _sample!()).Checksum;

    private static string NameOf(Comparison comparison, Side side) => $"{comparison.Name}: {side.Name} ({side.Operations})";
}
