using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Hypergraph.Samples.Tests;

/// <summary>The web service in a process of its own, on a free port of this machine.</summary>
internal sealed class WebServiceProcess : IAsyncDisposable
{
    private const string ListeningText = "Now listening on: ";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SocketsHttpHandler _handler = new() { ResponseDrainTimeout = TimeSpan.Zero };

    private WebServiceProcess(Process process)
    {
        _process = process;
        Client = new HttpClient(_handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public HttpClient Client { get; }

    /// <summary>What the service has written so far.</summary>
    public string Output => string.Join('\n', _output);

    public int ExitCode => _process.ExitCode;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts the service, and waits until it accepts requests.</summary>
    /// <param name="traces">Where it sends its traces; null for nowhere.</param>
    public static async Task<WebServiceProcess> StartAsync(Uri? traces = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "WebService.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (traces is not null)
        {
            start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = traces.GetLeftPart(UriPartial.Authority);
            start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }

        var service = new WebServiceProcess(Process.Start(start)!);
        service.Read();
        service.Client.BaseAddress = await service._address.Task.WaitAsync(Token);
        return service;
    }

    /// <summary>Asks the process to end, as a service manager does, and waits for it.</summary>
    public async Task StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Token);
        await _process.WaitForExitAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        Client.Dispose();
        _handler.Dispose();
    }

    private void Read()
    {
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The service ended: {Output}"));
        _process.EnableRaisingEvents = true;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        int start = line.IndexOf(ListeningText, StringComparison.Ordinal);
        if (start >= 0)
        {
            _address.TrySetResult(new Uri(line[(start + ListeningText.Length)..]));
        }
    }
}
