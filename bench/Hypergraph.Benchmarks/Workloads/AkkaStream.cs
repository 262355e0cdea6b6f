using Akka;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace Hypergraph.Benchmarks;

/// <summary>The functions of a map as stages of Akka.Streams, which run in one actor.</summary>
internal sealed class AkkaStream
{
    private readonly ActorMaterializer _materializer = ActorSystem.Create("benchmarks", "akka { loglevel = OFF, stdout-loglevel = OFF }").Materializer();
    private readonly IRunnableGraph<Task<double>> _all;

    public AkkaStream(ItemMap map)
    {
        Source<int, NotUsed> items = Source.From(map.Numbers);
        foreach (Func<int, int> function in map.Functions)
        {
            items = items.Select(function);
        }

        _all = items.ToMaterialized(Sink.Aggregate<int, double>(0, (sum, value) => sum + value), Keep.Right);
    }

    /// <summary>All items, one behind the other.</summary>
    public async ValueTask<double> RunAllAsync() => await _all.Run(_materializer);
}
