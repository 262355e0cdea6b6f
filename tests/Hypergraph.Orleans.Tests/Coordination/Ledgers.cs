using Hypergraph.Orleans.Coordination;
using Hypergraph.Orleans.Protocol;

namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>Makes ledgers.</summary>
internal static class Ledgers
{
    /// <summary>That of a map in an epoch; without a count, of one over a stream.</summary>
    public static RunLedger Create(int epoch = 1, int? count = null, TimeSpan? silosTimeout = null, bool keepsLog = true) => new()
    {
        Spec = new RunSpec
        {
            RunId = RunId.New(),
            Epoch = epoch,
            Graph = "graph",
            Version = "1",
            IsMap = true,
            Count = count,
            MaxIterations = 1,
            StopsAtFailure = false,
            WantsEvents = false,
            WantsValues = false,
            SharedInputs = [],
            MaxRetries = 3,
            KeepsLog = keepsLog,
            CallerTimeout = TimeSpan.FromMinutes(1),
            SilosTimeout = silosTimeout ?? TimeSpan.FromMinutes(1),
        },
        KeepsLog = keepsLog,
    };
}
