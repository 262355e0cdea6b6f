using Hypergraph.Hosting;

namespace Hypergraph;

/// <summary>A runner that can store its calls, so that they survive the end of the process.</summary>
public interface IDurableGraphRunner : IGraphRunner
{
    /// <summary>Where calls with a <see cref="RunOptions.WorkflowId"/> are stored; null if nothing is stored.</summary>
    IRunJournalSource? Store { get; }
}
