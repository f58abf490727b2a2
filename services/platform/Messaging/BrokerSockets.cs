using System.Collections.Concurrent;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace Crossdock.Platform.Messaging;

/// <summary>The sockets on which the bus speaks with the broker, so that they can be cut: the bus then connects again automatically.</summary>
internal sealed class BrokerSockets
{
    private readonly ConcurrentDictionary<ITcpClient, bool> sockets = new();

    /// <summary>Takes the place of the client's own way to make a socket.</summary>
    public ITcpClient Open(AddressFamily family)
    {
        foreach (var old in sockets.Keys.Where(socket => !socket.Connected))
        {
            sockets.TryRemove(old, out _);
        }

        var opened = ConnectionFactoryBase.DefaultSocketFactory(family);
        sockets.TryAdd(opened, true);
        return opened;
    }

    /// <summary>As if the network had failed: what waits for the broker ends with an error.</summary>
    public void Cut()
    {
        foreach (var socket in sockets.Keys)
        {
            sockets.TryRemove(socket, out _);
            try
            {
                socket.Client.Shutdown(SocketShutdown.Both);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It was closed already.
            }
        }
    }
}
