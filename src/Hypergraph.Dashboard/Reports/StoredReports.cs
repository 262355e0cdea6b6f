using System.Globalization;
using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Runs;
using Hypergraph.Durability;

namespace Hypergraph.Dashboard.Reports;

/// <summary>Describes stored runs, within limits: a store may have millions of runs, and a run millions of executions.</summary>
/// <param name="catalog">The runs whose events are known.</param>
/// <param name="maxBytes">The size up to which the executions of a run are read.</param>
/// <param name="values">Writes values; null if they are not sent.</param>
internal sealed class StoredReports(RunCatalog catalog, long maxBytes, EventValues? values) : IDisposable
{
    private const int MaxExecutions = 1_000;
    private const int MaxQuestions = 1_000;

    /// <summary>The executions of a run are in memory while they are described, so it is done for one request at a time.</summary>
    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>Describes a run.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task<StoredReport> ReadAsync(IRunStore store, string id, CancellationToken cancellationToken)
    {
        long size = await store.MeasureAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        StoredReport report = size > maxBytes
            ? await ReadStateAsync(store, id, size, cancellationToken).ConfigureAwait(false)
            : await ReadAllAsync(store, id, cancellationToken).ConfigureAwait(false);
        (IReadOnlyList<LineageReport> lineage, bool isPartial) = await StoredLineage.ReadAsync(store, id, cancellationToken).ConfigureAwait(false);
        return report with { Lineage = lineage, IsLineagePartial = isPartial ? true : null, Calls = [.. catalog.CallsOf(id).Select(call => Of(call.Summary, call.Run.IsResumed))] };
    }

    public void Dispose() => _reading.Dispose();

    private async Task<StoredReport> ReadAllAsync(IRunStore store, string id, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            RunDetails details = await store.InspectAsync(id, includeValues: values is not null, cancellationToken).ConfigureAwait(false);
            long retried = await store.ReadAsync(id, cancellationToken).LongCountAsync(record => record.Kind == RunRecordKind.Removed, cancellationToken).ConfigureAwait(false);
            return new StoredReport(Summaries.Of(details.Run, details.Questions.Count))
            {
                Executions = [.. details.Executions.Take(MaxExecutions).Select(Of)],
                Omitted = Math.Max(0, details.Executions.Count - MaxExecutions),
                Retried = retried,
                Questions = [.. details.Questions.Take(MaxQuestions).Select(Of)],
                HasMoreQuestions = details.Questions.Count > MaxQuestions ? true : null,
            };
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<StoredReport> ReadStateAsync(IRunStore store, string id, long size, CancellationToken cancellationToken)
    {
        StoredRun run = await store.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        List<PendingQuestion> questions = await store.PendingAsync(cancellationToken).Where(question => question.RunId == id).Take(MaxQuestions + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new StoredReport(Summaries.Of(run, questions.Count))
        {
            NotRead = string.Create(CultureInfo.InvariantCulture, $"The run has {size:N0} bytes. Executions are read of runs up to {maxBytes:N0} bytes (DashboardOptions.MaxStoredRunBytes)."),
            Questions = [.. questions.Take(MaxQuestions).Select(Of)],
            HasMoreQuestions = questions.Count > MaxQuestions ? true : null,
        };
    }

    private static CallReport Of(RunSummary call, bool isResumed) => new(call.Key, call.Status, call.Started, call.Ended, isResumed ? true : null, call.Restored);

    private StoredExecutionReport Of(StoredExecution execution) => new(
        execution.Key,
        Names.Of(execution.Kind),
        execution.Error,
        values is null ? null : execution.Values?.ToDictionary(value => value.Key, value => values.Redacted(execution.NodePath, value.Key, value.Value)));

    private QuestionReport Of(PendingQuestion question) => new(
        question.Key,
        question.NodePath,
        string.Join('.', question.ItemPath),
        question.Answer,
        question.AnswerType,
        values?.Redacted(question.NodePath, "value", question.Question.GetRawText()));
}
