using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Hypergraph.Orleans.Connections;

/// <summary>Finds ports of the loopback address without a listener. Thread-safe.</summary>
internal static class FreePort
{
    // Below the ephemeral ports: an outgoing connection could occupy one of those before the silo listens on it.
    private const int First = 10_000;
    private const int End = 32_000;

    private static readonly Lock PortsLock = new();
    private static readonly HashSet<int> ReturnedPorts = [];

    /// <summary>Returns a port that was not returned before, until half of the range is used.</summary>
    public static int Next()
    {
        lock (PortsLock)
        {
            if (ReturnedPorts.Count > (End - First) / 2)
            {
                ReturnedPorts.Clear();
            }

            int port;
            do
            {
                port = RandomNumberGenerator.GetInt32(First, End);
            }
            while (!IsFree(port) || !ReturnedPorts.Add(port));

            return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
