using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace Hypergraph.Benchmarks;

/// <summary>A chain of functions as a pipeline of Rx, subscribed once.</summary>
internal sealed class RxChain : IDisposable
{
    private readonly Subject<int> _source = new();
    private readonly IDisposable _subscription;
    private int _last;

    public RxChain(IEnumerable<Func<int, int>> functions)
    {
        IObservable<int> pipeline = functions.Aggregate((IObservable<int>)_source, (source, f) => source.Select(f));
        _subscription = pipeline.Subscribe(value => _last = value);
    }

    public double Run(int value)
    {
        _source.OnNext(value);
        return _last;
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _source.Dispose();
    }
}
