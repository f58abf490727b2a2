using System.Net;
using System.Net.Sockets;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>A wire between a client and a server that can be cut and mended.</summary>
internal sealed class MongoRelay : IAsyncDisposable
{
    private readonly Lock circuit = new();
    private readonly List<TcpClient> ends = [];
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task accepting;
    private bool cut;

    public MongoRelay(string host, int port)
    {
        listener.Start();
        accepting = AcceptAsync(host, port);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Closes every connection, and every new one at once.</summary>
    public void Cut()
    {
        lock (circuit)
        {
            cut = true;
            ends.ForEach(end => end.Dispose());
            ends.Clear();
        }
    }

    public void Mend()
    {
        lock (circuit)
        {
            cut = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        listener.Dispose();
        await accepting;
    }

    private async Task AcceptAsync(string host, int port)
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                relays.Add(RelayAsync(await listener.AcceptTcpClientAsync(), host, port));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(TcpClient near, string host, int port)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await far.ConnectAsync(host, port);
                lock (circuit)
                {
                    if (cut)
                    {
                        return;
                    }

                    ends.AddRange([near, far]);
                }

                await Task.WhenAny(
                    near.GetStream().CopyToAsync(far.GetStream()),
                    far.GetStream().CopyToAsync(near.GetStream())
                );
            }
            catch (Exception e)
                when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut.
            }
        }
    }
}
