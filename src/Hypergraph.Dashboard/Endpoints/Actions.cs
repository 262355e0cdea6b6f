using Hypergraph.Dashboard.Http;
using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Runs;
using Hypergraph.Durability;
using Microsoft.AspNetCore.Http;

namespace Hypergraph.Dashboard.Endpoints;

/// <summary>Does what the page asks for. The access was checked before.</summary>
/// <param name="catalog">The runs.</param>
/// <param name="stored">The runs of the store.</param>
/// <param name="options">What is allowed.</param>
internal sealed class Actions(RunCatalog catalog, StoredRunList stored, DashboardOptions options)
{
    /// <summary>Answers a question of a stored run. The run continues when its program calls it.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (!options.AllowsAnswers || stored.Store is not { } store)
        {
            await Responses.ProblemAsync(context, StatusCodes.Status403Forbidden, "Not allowed", "This dashboard does not answer questions. Use: hypergraph runs answer.").ConfigureAwait(false);
            return;
        }

        if (Requests.StoredIdOf(context, catalog) is not { } id)
        {
            await Responses.UnknownRunAsync(context).ConfigureAwait(false);
            return;
        }

        if (await Responses.ReadAsync(context, DashboardJson.Default.AnswerRequest).ConfigureAwait(false) is not { } request)
        {
            return;
        }

        try
        {
            await store.AnswerAsync(id, request.Key, request.Value, context.RequestAborted).ConfigureAwait(false);
            stored.Invalidate();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (RunNotFoundException)
        {
            await Responses.UnknownRunAsync(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidInputException or RunHeldException)
        {
            await Responses.ProblemAsync(context, StatusCodes.Status409Conflict, "Not answered", exception.Message).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailure.IsOne(exception))
        {
            await Responses.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "The store cannot be written", stored.Report(exception)).ConfigureAwait(false);
        }
    }

    /// <summary>Requests a live run to stop.</summary>
    public async Task StopAsync(HttpContext context)
    {
        if (options.Stop is not { } stop)
        {
            await Responses.ProblemAsync(context, StatusCodes.Status403Forbidden, "Not allowed", "This dashboard does not stop runs. Set DashboardOptions.Stop.").ConfigureAwait(false);
            return;
        }

        if (Requests.FindRun(context, catalog) is not { Origin: null } run)
        {
            await Responses.UnknownRunAsync(context).ConfigureAwait(false);
            return;
        }

        if (await Responses.ReadAsync(context, DashboardJson.Default.StopRequest).ConfigureAwait(false) is not { } request)
        {
            return;
        }

        if (stop(run.Start.RunId, request.Reason))
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        await Responses.ProblemAsync(context, StatusCodes.Status409Conflict, "Not stopped", "The run has ended, or was requested to stop before.").ConfigureAwait(false);
    }
}
