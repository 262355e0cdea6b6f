using Hypergraph;
using Microsoft.AspNetCore.Mvc;

namespace WebService;

/// <summary>The graph of a report: looks up the price of each item, adds the prices, and saves the total.</summary>
internal static class ReportGraph
{
    public static Graph Create()
    {
        Graph price = new("price", [Node.Create(LookUpAsync, output: "price", name: "look_up")]);
        return new Graph("report", [
            price.AsNode("prices").MapOver("item"),
            Node.Create((IReadOnlyList<int> price) => price.Sum(), output: "total", name: "add"),
            Node.Create(Save, output: null, name: "save"),
        ]);
    }

    // The attribute makes the parameter a service of the run's scope. It is no input of the node.
    private static Task<int> LookUpAsync(string item, [FromServices] Catalog catalog, CancellationToken cancellationToken) =>
        catalog.GetPriceAsync(item, cancellationToken);

    private static void Save(string title, int total, [FromServices] ReportStore reports) => reports.Save(title, total);
}
