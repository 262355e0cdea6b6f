namespace Hypergraph.Orleans.Tests.Durability;

/// <summary>A silo with a store, and one without; both answer the questions of runs.</summary>
public sealed class DurableCluster : IAsyncDisposable
{
    public DurableCluster()
    {
        Runner = OrleansRunner.Local(AnswerQuestions);
        Durable = OrleansRunner.Local(graphs =>
        {
            AnswerQuestions(graphs);
            graphs.Store = Store;
        });
    }

    public SwitchedStore Store { get; } = new();

    /// <summary>The answer to all questions; null to pause.</summary>
    public object? Answer { get; set; }

    /// <summary>Stores nothing.</summary>
    public OrleansRunner Runner { get; }

    /// <summary>Stores runs in <see cref="Store"/>.</summary>
    public OrleansRunner Durable { get; }

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        await Durable.DisposeAsync();
    }

    private void AnswerQuestions(SiloGraphs graphs) =>
        graphs.Runner = _ => new AsyncRunner { InterruptHandler = (_, _) => new(Answer is null ? InterruptAnswer.None : InterruptAnswer.Of(Answer)) };
}
