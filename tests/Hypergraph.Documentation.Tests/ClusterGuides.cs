using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hypergraph.Durability;
using Hypergraph.Orleans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Hosting;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/cluster.md, word for word, and what it must produce.</summary>
public sealed class ClusterGuides
{
    [Fact]
    public async Task Local_Runs()
    {
        // snippet: cluster-local
        var squares = new Graph("squares", [Node.Create((int n) => n * n, output: "square")]);

        await using OrleansRunner runner = OrleansRunner.Local();

        MapResult result = await runner.MapAsync(squares, new { n = Enumerable.Range(1, 3) }, over: "n");
        IReadOnlyList<int> numbers = result.Get<int>("square");     // 1, 4, 9
        // end

        Assert.Equal([1, 4, 9], numbers);
    }

    [Fact]
    public async Task Attaching_Runs()
    {
        Graph squares = Squares();
        await using OrleansRunner runner = OrleansRunner.Local();
        int[] numbers = [1, 2, 3];

        // snippet: cluster-attach
        RunHandle<MapResult> run = await runner.SubmitMapAsync(squares, new { n = numbers }, over: "n");
        string id = run.RunId.ToString();                       // keep it somewhere; this process may end now

        RunHandle<MapResult> again = await runner.AttachMapAsync(squares, RunId.Parse(id));
        MapResult result = await again.Completion;              // and again.Events from the first on
        // end

        Assert.Equal([1, 4, 9], result.Get<int>("square"));
    }

    [Fact]
    public async Task Stored_calls_Run()
    {
        Graph squares = Squares();
        int[] numbers = [1, 2, 3];

        // snippet: cluster-durable
        await using var store = new InMemoryRunStore();         // on several machines: PostgreSqlRunStore.OpenAsync
        await using OrleansRunner local = OrleansRunner.Local(graphs => graphs.Store = store);

        MapResult stored = await local.MapAsync(squares, new { n = numbers }, over: "n", new() { WorkflowId = "squares-1" });
        MapResult same = await local.MapAsync(squares, default, over: "n", new() { WorkflowId = "squares-1" });     // restored
        // end

        Assert.Equal(stored.Get<int>("square"), same.Get<int>("square"));
    }

    [Fact]
    public void Hosts_Are_built()
    {
        using IHost silo = BuildSilo([]);
        using IHost client = BuildClient([]);
        Assert.NotNull(client.Services.GetRequiredService<IClusterClient>());
    }

    [Fact]
    public void Hosts_With_certificates_Are_built()
    {
        using var key = RSA.Create(2_048);
        using X509Certificate2 certificate = new CertificateRequest("CN=silo.squares.internal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using IHost host = BuildSecured(certificate);
        Assert.NotNull(host.Services.GetRequiredService<IGrainFactory>());
    }

    private static IHost BuildSecured(X509Certificate2 certificate)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo => silo.UseLocalhostClustering());

        // snippet: cluster-tls
        builder.UseOrleans(silo => silo.UseTls(certificate, Tls));          // callers: client.UseTls(certificate, Tls)

        static void Tls(TlsOptions tls)
        {
            tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.OnAuthenticateAsClient = (_, options) => options.TargetHost = "silo.squares.internal";     // a name in the certificate
        }
        // end

        return builder.Build();
    }

    private static IHost BuildSilo(string[] args)
    {
        // snippet: cluster-silo
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.UseOrleans(silo => silo
            .UseRedisClustering("redis:6379")
            .Configure<ClusterOptions>(o => { o.ClusterId = "squares"; o.ServiceId = "squares"; })
            .ConfigureEndpoints(siloPort: 11111, gatewayPort: 30000)
            .AddHypergraph(g => g.Add("squares", services => Squares())));
        IHost host = builder.Build();                           // await host.RunAsync();
        // end
        return host;
    }

    private static IHost BuildClient(string[] args)
    {
        // snippet: cluster-client
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.UseOrleansClient(client => client
            .UseRedisClustering("redis:6379")
            .Configure<ClusterOptions>(o => { o.ClusterId = "squares"; o.ServiceId = "squares"; }));
        IHost host = builder.Build();                           // await host.StartAsync();

        var runner = new OrleansRunner(host.Services.GetRequiredService<IClusterClient>());
        // end
        _ = runner;
        return host;
    }

    // snippet: cluster-graph
    private static Graph Squares() => new("squares",
    [
        Node.Create((int n) => n * n, output: "square"),
    ]);
    // end
}
