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
/// <param name="reports">Describes stored runs.</param>
internal sealed class StoredQueries(RunCatalog catalog, StoredRunList stored, StoredReports reports)
{
    /// <summary>Sends what the store has of a run.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (stored.Store is not { } store || Requests.StoredIdOf(context, catalog) is not { } id)
        {
            await Responses.UnknownRunAsync(context).ConfigureAwait(false);
            return;
        }

        StoredReport report;
        try
        {
            report = await reports.ReadAsync(store, id, context.RequestAborted).ConfigureAwait(false);
        }
        catch (RunNotFoundException)
        {
            await Responses.UnknownRunAsync(context).ConfigureAwait(false);
            return;
        }
        catch (Exception exception) when (StoreFailure.IsOne(exception) && !context.RequestAborted.IsCancellationRequested)
        {
            await Responses.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "The store cannot be read", stored.Report(exception)).ConfigureAwait(false);
            return;
        }

        await Responses.JsonAsync(context, report, DashboardJson.Default.StoredReport).ConfigureAwait(false);
    }
}
