using Hypergraph.Orleans.Coordination;
using Hypergraph.Orleans.Protocol;

namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>Creates ledgers.</summary>
internal static class Ledgers
{
    /// <summary>Creates the ledger of a map in an epoch; without a count, of a map over a stream.</summary>
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
            MaxItemRetries = 3,
            KeepsLog = keepsLog,
            CallerTimeout = TimeSpan.FromMinutes(1),
            SilosTimeout = silosTimeout ?? TimeSpan.FromMinutes(1),
        },
        KeepsLog = keepsLog,
    };
}
