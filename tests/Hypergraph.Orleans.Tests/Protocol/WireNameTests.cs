using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;
using Orleans.Serialization.TypeSystem;

namespace Hypergraph.Orleans.Tests.Protocol;

/// <summary>The names of types and methods in messages, which do not follow the folders.</summary>
public sealed class WireNameTests
{
    [Fact]
    public void Messages_Of_all_types_Have_names_without_folders()
    {
        string[] names = NamesOf(static t => t.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

        Assert.Equal(
            [
                "Hypergraph.Orleans.Assignment",
                "Hypergraph.Orleans.ItemInput",
                "Hypergraph.Orleans.LedgerItem",
                "Hypergraph.Orleans.LogEntry",
                "Hypergraph.Orleans.ReadReply",
                "Hypergraph.Orleans.RemoteError",
                "Hypergraph.Orleans.ReportReply",
                "Hypergraph.Orleans.RunIdSurrogate",
                "Hypergraph.Orleans.RunLedger",
                "Hypergraph.Orleans.RunSpec",
                "Hypergraph.Orleans.SiloPlacement",
                "Hypergraph.Orleans.SingleReply",
                "Hypergraph.Orleans.StartReply",
                "Hypergraph.Orleans.WireEvent",
                "Hypergraph.Orleans.WireFailure",
                "Hypergraph.Orleans.WirePause",
                "Hypergraph.Orleans.WireResult",
                "Hypergraph.Orleans.WireValue",
                "Hypergraph.Orleans.WorkerOffer",
                "Hypergraph.Orleans.WorkerReport",
            ],
            names);
    }

    [Fact]
    public void Requests_Of_all_grains_Have_names_without_folders()
    {
        string[] names = NamesOf(static t => t.IsAssignableTo(typeof(IInvokable)));

        Assert.Equal(
            [
                """("inv",[GrainRef],[Hypergraph.Orleans.IItemWorker],"Assign")""",
                """("inv",[GrainRef],[Hypergraph.Orleans.IItemWorker],"Follow")""",
                """("inv",[GrainRef],[Hypergraph.Orleans.IItemWorker],"Offer")""",
                """("inv",[GrainRef],[Hypergraph.Orleans.IItemWorker],"Stop")""",
                """("inv",[GrainRef],[Hypergraph.Orleans.IRunCoordinator],"Add")""",
                """("inv",[GrainRef],[Hypergraph.Orleans.IRunCoordinator],"Close")""",
                """("inv",[GrainRef],[Hypergraph.Orleans.IRunCoordinator],"Describe")""",
                """("inv",[GrainRef],[Hypergraph.Orleans.IRunCoordinator],"Read")""",
                """("inv",[GrainRef],[Hypergraph.Orleans.IRunCoordinator],"Report")""",
                """("inv",[GrainRef],[Hypergraph.Orleans.IRunCoordinator],"Start")""",
                """("inv",[GrainRef],[Hypergraph.Orleans.IRunCoordinator],"Stop")""",
                """("inv",[GrainRef],[Hypergraph.Orleans.ISingleRuns],"Run")""",
            ],
            names);
    }

    private static string[] NamesOf(Func<Type, bool> isChosen)
    {
        using ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        TypeConverter converter = services.GetRequiredService<TypeConverter>();
        return [.. typeof(OrleansRunner).Assembly.GetTypes().Where(isChosen).Select(t => converter.Format(t)).Order(StringComparer.Ordinal)];
    }
}
