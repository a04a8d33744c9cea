using System.Net;
using System.Net.Sockets;

namespace CareOps.Bench.Processes;

/// <summary>Finds where a child process can listen.</summary>
public static class Ports
{
    /// <summary>A port that was free a moment ago; taken in between, the child says so and the run fails.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
