using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace WebService;

/// <summary>Looks up prices with HTTP requests.</summary>
internal sealed class Catalog(HttpClient http, IConfiguration configuration, IServer server)
{
    /// <summary>The address of the catalog; without configuration, this service itself.</summary>
    private string Address => configuration["Catalog"] ?? server.Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public Task<int> GetPriceAsync(string item, CancellationToken cancellationToken) =>
        http.GetFromJsonAsync<int>(new Uri(new Uri(Address), $"/catalog/{Uri.EscapeDataString(item)}"), cancellationToken);
}
