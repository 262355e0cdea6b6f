using Hypergraph;
using Hypergraph.Extensions.Hosting;

namespace WebService;

/// <summary>What a client asks for.</summary>
internal sealed record ReportRequest(string? Title, string[]? Items);

/// <summary>A report.</summary>
internal sealed record Report(string Title, int Total);

/// <summary>A run as clients see it.</summary>
internal sealed record RunView(RunId Id, string? Title, RunStatus Status)
{
    public static RunView Of(RunEntry run) => new(run.RunId, run.WorkflowId, run.Status);
}
