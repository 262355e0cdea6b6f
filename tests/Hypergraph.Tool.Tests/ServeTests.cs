using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Hypergraph.Tool.Tests;

public sealed class ServeTests : IDisposable
{
    private readonly HttpClient _client = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_Shows_the_runs_of_a_log_and_of_a_store_Until_it_is_interrupted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It sends a signal.");
        using TempLog log = await TempLog.OfAsync("chain");
        using TempStore store = await TempStore.CreateAsync();
        using Process serve = ToolProcess.Start("serve", log.Path, "--store", store.File, "--json");
        Uri address = await AddressAsync(serve);

        Assert.True(address.IsLoopback);
        Assert.StartsWith("<!doctype html>", await _client.GetStringAsync(address, Token), StringComparison.OrdinalIgnoreCase);
        JsonElement information = await _client.GetFromJsonAsync<JsonElement>(new Uri(address, "api/info"), Token);
        Assert.Equal((true, true, false), (Is("hasStore"), Is("canAnswer"), Is("includesValues")));
        JsonElement stored = await _client.GetFromJsonAsync<JsonElement>(new Uri(address, $"api/runs/{Uri.EscapeDataString("stored:review-42")}/stored"), Token);
        Assert.Equal("paused", stored.GetProperty("summary").GetProperty("status").GetString());

        Assert.Equal(new ToolResult(0, "", ""), await InterruptAsync(serve));

        bool Is(string name) => information.GetProperty(name).GetBoolean();
    }

    [Fact]
    public async Task Serve_Writes_the_address_And_keeps_to_what_is_allowed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It sends a signal.");
        using TempStore store = await TempStore.CreateAsync();
        using Process serve = ToolProcess.Start("serve", "--store", store.File, "--read-only", "--values");
        string line = (await serve.StandardOutput.ReadLineAsync(Token))!;
        Assert.EndsWith(" shows the runs. Ctrl-C ends it.", line, StringComparison.Ordinal);

        var address = new Uri(line.Split(' ')[0]);
        JsonElement information = await _client.GetFromJsonAsync<JsonElement>(new Uri(address, "api/info"), Token);
        Assert.Equal((false, true), (information.GetProperty("canAnswer").GetBoolean(), information.GetProperty("includesValues").GetBoolean()));

        Assert.Equal(new ToolResult(0, "", ""), await InterruptAsync(serve));
    }

    [Fact]
    public async Task Serve_On_a_port_in_use_Says_so()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using TempLog log = await TempLog.OfAsync("chain");

        ToolResult result = await ToolProcess.RunAsync("serve", log.Path, "--port", $"{port}");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"hypergraph: Port {port} cannot be used: ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith(" Use another one with --port.\n", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _client.Dispose();

    private static async Task<Uri> AddressAsync(Process serve)
    {
        string line = (await serve.StandardOutput.ReadLineAsync(Token))!;
        return new Uri(JsonDocument.Parse(line).RootElement.GetProperty("address").GetString()!);
    }

    private static async Task<ToolResult> InterruptAsync(Process serve)
    {
        // Not SIGINT, which the children of a background job ignore. Both end the program in the same way.
        using (Process kill = Process.Start("kill", ["-TERM", $"{serve.Id}"]))
        {
            await kill.WaitForExitAsync(Token);
        }

        return await ToolProcess.EndAsync(serve);
    }
}
