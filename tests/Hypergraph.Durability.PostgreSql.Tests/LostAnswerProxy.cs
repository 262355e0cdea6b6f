using System.Net;
using System.Net.Sockets;

namespace Hypergraph.Durability.PostgreSql.Tests;

/// <summary>Stands between a store and its server, and can end a connection in place of an answer: what the server did then is done, and the store does not see it.</summary>
internal sealed class LostAnswerProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _serverPort;
    private int _answersToLoss = -1;

    public LostAnswerProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether an answer is still to be lost.</summary>
    public bool IsArmed => Volatile.Read(ref _answersToLoss) >= 0;

    /// <summary>Loses an answer of the server, after so many that pass.</summary>
    public void LoseAnswer(int after = 0) => Volatile.Write(ref _answersToLoss, after);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = ForwardAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The proxy is disposed.
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using TcpClient clientOwned = client;
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _serverPort);
        Task questions = CopyAsync(client.GetStream(), server.GetStream(), isAnswer: false);
        Task answers = CopyAsync(server.GetStream(), client.GetStream(), isAnswer: true);
        await Task.WhenAny(questions, answers);
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool isAnswer)
    {
        byte[] buffer = new byte[256 * 1024];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var count)
            {
                if (isAnswer && IsArmed && Interlocked.Decrement(ref _answersToLoss) < 0)
                {
                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The other direction has ended.
        }
    }
}
