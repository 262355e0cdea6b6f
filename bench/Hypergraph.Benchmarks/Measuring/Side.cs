namespace Hypergraph.Benchmarks;

/// <summary>One of the things that are measured beside each other.</summary>
/// <param name="Name">What does the work.</param>
/// <param name="Operations">How often one sample does it.</param>
/// <param name="Sample">Does it that often.</param>
internal sealed record Side(string Name, int Operations, Func<ValueTask<Outcome>> Sample)
{
    /// <summary>Whether to collect garbage before each sample, so that no side pays for what another one left.</summary>
    public bool CollectsFirst { get; init; }

    /// <summary>Whether its checksum is that of the work: a clock or another size of the same work has none.</summary>
    public bool IsChecked { get; init; } = true;

    /// <summary>A side whose work completes on the calling thread.</summary>
    public static Side Of(string name, int operations, Func<double> operation) => new(name, operations, () =>
    {
        double sum = 0;
        for (int i = 0; i < operations; i++)
        {
            sum += operation();
        }

        return new(new Outcome(sum));
    });

    /// <summary>A side whose work is awaited.</summary>
    public static Side OfAsync(string name, int operations, Func<ValueTask<double>> operation) => new(name, operations, async () =>
    {
        double sum = 0;
        for (int i = 0; i < operations; i++)
        {
            sum += await operation();
        }

        return new Outcome(sum);
    });

    /// <summary>A side one sample of which is one piece of work of many operations.</summary>
    public static Side OfMany(string name, int operations, Func<double> work) =>
        new(name, operations, () => new(new Outcome(work()))) { CollectsFirst = true };

    /// <summary>A side one sample of which is one awaited piece of work of many operations.</summary>
    public static Side OfManyAsync(string name, int operations, Func<ValueTask<double>> work) =>
        new(name, operations, async () => new Outcome(await work())) { CollectsFirst = true };

    public override string ToString() => Name;
}
