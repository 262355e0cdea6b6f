using System.Globalization;
using System.Net.NetworkInformation;
using System.Security.Cryptography;

namespace ClusterCensus;

/// <summary>Where a silo listens, and which silo keeps the list of members.</summary>
/// <param name="Silo">For other silos.</param>
/// <param name="Gateway">For callers.</param>
/// <param name="Primary">The port for silos of the one that keeps the list.</param>
internal sealed record SiloPorts(int Silo, int Gateway, int Primary)
{
    private static readonly HashSet<int> Reserved = [];

    /// <summary>Free ports for the silo that keeps the list.</summary>
    public static SiloPorts ForPrimary()
    {
        int silo = FreePort();
        return new SiloPorts(silo, FreePort(), silo);
    }

    /// <summary>Free ports for a silo beside it.</summary>
    public SiloPorts ForAnother() => new(FreePort(), FreePort(), Primary);

    public static SiloPorts Parse(string[] arguments)
    {
        int[] ports = [.. arguments.Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        return new SiloPorts(ports[0], ports[1], ports[2]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Silo} {Gateway} {Primary}");

    /// <summary>A free port, outside the range that the system assigns to connections: a connection could occupy it before the silo does.</summary>
    private static int FreePort()
    {
        HashSet<int> occupied = [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(l => l.Port)];
        while (true)
        {
            int port = RandomNumberGenerator.GetInt32(10_000, 32_000);
            if (!occupied.Contains(port) && Reserved.Add(port))
            {
                return port;
            }
        }
    }
}
