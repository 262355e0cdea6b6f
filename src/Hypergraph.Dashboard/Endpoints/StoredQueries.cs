using Hypergraph.Dashboard.Http;
using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Reports;
using Hypergraph.Dashboard.Runs;
using Hypergraph.Durability;
using Microsoft.AspNetCore.Http;

namespace Hypergraph.Dashboard.Endpoints;

/// <summary>Answers what the page asks about a stored run.</summary>
/// <param name="catalog">The runs.</param>
/// <param name="stored">The runs of the store.</param>
/// <param name="values">Writes values; null if they are not sent.</param>
internal sealed class StoredQueries(RunCatalog catalog, StoredRunList stored, EventValues? values)
{
    private const int MaxExecutions = 1_000;

    public async Task HandleAsync(HttpContext context)
    {
        if (stored.Store is not { } store || Requests.StoredIdOf(context, catalog) is not { } id)
        {
            await Responses.UnknownRunAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            RunDetails details = await store.InspectAsync(id, includeValues: values is not null, context.RequestAborted).ConfigureAwait(false);
            IReadOnlyList<LineageReport> lineage = await LineageAsync(details.Run, store, context.RequestAborted).ConfigureAwait(false);
            await Responses.JsonAsync(context, Of(details, lineage), DashboardJson.Default.StoredReport).ConfigureAwait(false);
        }
        catch (RunNotFoundException)
        {
            await Responses.UnknownRunAsync(context).ConfigureAwait(false);
        }
        catch (RunStoreException exception)
        {
            await Responses.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "The store cannot be read", exception.Message).ConfigureAwait(false);
        }
    }

    private StoredReport Of(RunDetails details, IReadOnlyList<LineageReport> lineage) => new(
        Summaries.Of(details.Run, details.Questions.Count),
        [.. details.Executions.Take(MaxExecutions).Select(Of)],
        Math.Max(0, details.Executions.Count - MaxExecutions),
        [.. details.Questions.Select(Of)],
        lineage);

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

    /// <summary>The runs from which the run was forked, itself, and its forks.</summary>
    private static async Task<IReadOnlyList<LineageReport>> LineageAsync(StoredRun run, IRunStore store, CancellationToken cancellationToken)
    {
        List<LineageReport> lineage = [Of(run, "self")];
        HashSet<string> seen = [run.Id];
        for (string? origin = run.ForkedFrom; origin is not null && seen.Add(origin);)
        {
            StoredRun? found = await store.FindAsync(origin, cancellationToken).ConfigureAwait(false);
            if (found is not null)
            {
                lineage.Insert(0, Of(found, "ancestor"));
            }

            origin = found?.ForkedFrom;
        }

        await foreach (StoredRun other in store.ListAsync(new RunQuery(), cancellationToken).ConfigureAwait(false))
        {
            if (other.ForkedFrom == run.Id)
            {
                lineage.Add(Of(other, "descendant"));
            }
        }

        return lineage;
    }

    private static LineageReport Of(StoredRun run, string relation) => new(Summaries.KeyOf(run.Id), run.Id, Summaries.StatusOf(run), relation);
}
