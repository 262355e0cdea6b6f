namespace Hypergraph.Benchmarks;

/// <summary>A piece of work, ours and others'. Both modes measure the same sides.</summary>
internal abstract class Comparison(string name)
{
    /// <summary>The name of its lines.</summary>
    public string Name => name;

    /// <summary>How long its sides are measured in turns, once they are warm.</summary>
    public virtual TimeSpan Budget => TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether its lines are also measured without dynamic profiling: where a side is a few nanoseconds, profiling chooses between two modes from process to process.
    /// </summary>
    public virtual bool DependsOnProfiling => false;

    /// <summary>What is measured, ours first.</summary>
    public abstract Side[] CreateSides();

    /// <summary>The lines; by default ours beside each other side.</summary>
    public virtual IEnumerable<Ratio> Compare(Reading[] readings) => readings[1..].Select(other => Ratio.Of(Name, readings[0], other));

    /// <summary>Measures, and returns the lines.</summary>
    public virtual async Task<IReadOnlyList<Ratio>> MeasureAsync() => [.. Compare(await Turns.MeasureAsync(CreateSides(), Budget))];
}
