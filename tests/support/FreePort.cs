using System.Net;
using System.Net.Sockets;

namespace Crossdock.TestSupport;

/// <summary>Ports that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>Different free ports of the loopback interface, as the system gives them out.</summary>
    public static int[] Find(int count)
    {
        var listeners = Enumerable
            .Range(0, count)
            .Select(_ => new TcpListener(IPAddress.Loopback, 0))
            .ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
