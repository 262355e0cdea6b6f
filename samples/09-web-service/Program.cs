using System.Text.Json.Serialization;
using Hypergraph;
using Hypergraph.Extensions.Hosting;
using OpenTelemetry.Trace;
using WebService;

// A web service whose requests start runs. Each run looks up prices with HTTP requests, and saves its report. Clients watch, stop and list runs.
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<ReportStore>();
builder.Services.AddHttpClient<Catalog>();
builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
builder.Services.AddHypergraph(h => h
    .AddGraph("report", _ => ReportGraph.Create())
    .Configure(o => o.StopTimeout = TimeSpan.FromSeconds(2)));
builder.Services.AddHealthChecks().AddHypergraph();

// With the standard variable OTEL_EXPORTER_OTLP_ENDPOINT, traces are sent there: requests, runs, nodes, and the requests of nodes.
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
{
    builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
        .AddSource(HypergraphTelemetry.ActivitySourceName)
        .AddAspNetCoreInstrumentation()
        .AddHttpClientInstrumentation()
        .AddOtlpExporter());
}

WebApplication app = builder.Build();

app.MapPost("/reports", (ReportRequest request, IGraphRunner runner, [FromKeyedServices("report")] Graph graph) =>
{
    if (string.IsNullOrEmpty(request.Title) || request.Items is null)
    {
        return Results.Problem("A report needs a title and items.", statusCode: StatusCodes.Status400BadRequest);
    }

    RunHandle<RunResult> handle = runner.Start(graph, new { title = request.Title, item = request.Items }, new RunOptions { WorkflowId = request.Title, KeepEvents = false });
    return Results.Accepted($"/runs/{handle.RunId}", new RunView(handle.RunId, request.Title, handle.Status));
});

app.MapGet("/reports/{title}", (string title, ReportStore reports) => reports.Find(title) is { } total ? Results.Ok(new Report(title, total)) : Results.NotFound());

app.MapGet("/runs", (IRunRegistry runs) => runs.LiveRuns.Concat(runs.RecentRuns).Select(RunView.Of));

app.MapGet("/runs/{id}", (RunId id, IRunRegistry runs) => runs.Find(id) is { } run ? Results.Ok(RunView.Of(run)) : Results.NotFound());

app.MapDelete("/runs/{id}", (RunId id, IRunRegistry runs) => runs.Find(id) switch
{
    null => Results.NotFound(),
    var run => run.Stop("A client asked for it.") ? Results.Accepted() : Results.Conflict(),
});

app.MapHypergraphEvents("/runs/{id}/events");
app.MapHealthChecks("/health");

// In place of another service, so that the sample needs none.
app.MapGet("/catalog/{item}", async (string item, CancellationToken cancellationToken) =>
{
    if (item == "slow")
    {
        await Task.Delay(TimeSpan.FromSeconds(30), cancellationToken);
    }

    return item == "nothing" ? Results.NotFound() : Results.Ok(item.Length);
});

await app.RunAsync();
