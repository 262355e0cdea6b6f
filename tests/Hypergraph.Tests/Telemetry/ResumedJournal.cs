using Hypergraph.Hosting;

namespace Hypergraph.Tests.Telemetry;

/// <summary>The journal of a resumed run of which the store has a number of executions, but none of their values.</summary>
internal sealed class ResumedJournal(int restorableCount) : RunJournal
{
    public override GraphInputs Inputs => GraphInputs.Empty;

    public override bool IsResumed => true;

    public override bool HasEnded => false;

    public override int RestorableCount => restorableCount;

    public override IReadOnlyList<RunPause> UnknownOutcomes => [];

    public override Exception? WriteError => null;

    public override ValueTask<JournaledExecution?> FindAsync(string key, IReadOnlyList<NodeOutput> outputs, NodeOutput? question) => new((JournaledExecution?)null);

    public override ValueTask BeginAsync(string key) => default;

    public override ValueTask CompleteAsync(string key, IReadOnlyList<NodeOutput> outputs, object?[] values) => default;

    public override ValueTask FailAsync(string key, Exception error) => default;

    public override ValueTask AskAsync(string key, RunPause pause, NodeOutput question, NodeOutput answer) => default;

    public override ReadOnlyMemory<byte> Share(int? item) => default;

    public override ValueTask EndAsync(RunStatus status, Exception? error) => default;
}
