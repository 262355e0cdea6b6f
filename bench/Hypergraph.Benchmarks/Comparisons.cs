using Hypergraph.Durability.Sqlite;

namespace Hypergraph.Benchmarks;

/// <summary>All that is compared, in the order of the table in <c>docs/performance.md</c>.</summary>
internal static class Comparisons
{
    /// <summary>Those that run in this process; a start of another one is nothing to repeat in a loop.</summary>
    public static IEnumerable<Comparison> InProcess => All.Where(c => c is not (Startup or DurableBytes));

    public static IReadOnlyList<Comparison> All { get; } =
    [
        new ChainOfThree(),
        new TypedChainOfThree(),
        new TypedAsyncChainOfThree(),
        new TypedInputs(),
        new ChainNode(),
        new Wide(),
        new AsyncChainOfThree(),
        new AsyncParallel(),
        new AsyncWide(),
        new Loop(),
        new LoopOfThousand(),
        new ResumePauses(),
        new NestedThree(),
        new MapOfMillion(),
        new MapAsync(),
        new MapAsyncLimited(),
        new MapStream(),
        new EventsNoop(),
        new EventsAsync(),
        new LogRun(),
        new LogWrite(),
        new LogReplay(),
        new TraceNode(),
        new DurableSync(SqliteSynchronous.Normal),
        new DurableSync(SqliteSynchronous.Full),
        new DurableBatched(),
        new DurableResume(),
        new DurableBytes(),
        new ProgressLive(),
        new ProgressCost(),
        new ProgressFrame(),
        new ProgressParallel(),
        new DashboardLive(),
        new DashboardView(),
        new Build(),
        new Growth(),
        new Picture(),
        new Startup(),
    ];
}
