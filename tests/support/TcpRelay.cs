using System.Net;
using System.Net.Sockets;

namespace Crossdock.TestSupport;

/// <summary>A relay between clients and a server that can be slow, fall silent, be cut, and be restored.</summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Task accepting;
    private CancellationTokenSource connected = new();
    private int silenced;
    private int opened;

    public TcpRelay(string host, int port)
        : this([new($"tcp://{host}:{port}")]) { }

    /// <param name="servers">Takes turns among those that accept a connection, as a load balancer does.</param>
    public TcpRelay(IReadOnlyList<Uri> servers)
    {
        listener.Start();
        accepting = AcceptAsync(servers);
    }

    /// <summary>Its port on loopback.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How late everything arrives, in both directions.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>From now on the open connections stay open and carry nothing; new ones work.</summary>
    public void Silence() => Volatile.Write(ref silenced, opened);

    /// <summary>Closes every connection, and every new one at once.</summary>
    public void Cut() => connected.Cancel();

    /// <summary>Lets new connections through again.</summary>
    public void Restore() => connected = new CancellationTokenSource();

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        Cut();
        listener.Stop();
        await accepting;
        listener.Dispose();
        closing.Dispose();
        connected.Dispose();
    }

    private async Task AcceptAsync(IReadOnlyList<Uri> servers)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                connections.Add(RelayAsync(client, servers, number: ++opened, connected.Token));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task RelayAsync(TcpClient client, IReadOnlyList<Uri> servers, int number, CancellationToken cut)
    {
        using var near = client;
        try
        {
            using var far = await ConnectAsync(servers, number, cut);
            // The end that closes first closes the other.
            await Task.WhenAny(
                CopyAsync(near.GetStream(), far.GetStream(), number, cut),
                CopyAsync(far.GetStream(), near.GetStream(), number, cut)
            );
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // As if the server had closed the connection.
        }
    }

    private static async Task<TcpClient> ConnectAsync(IReadOnlyList<Uri> servers, int number, CancellationToken cut)
    {
        for (var tried = 0; ; tried++)
        {
            var server = servers[(number + tried) % servers.Count];
            var client = new TcpClient();
            try
            {
                await client.ConnectAsync(server.Host, server.Port, cut);
                return client;
            }
            catch (SocketException) when (tried + 1 < servers.Count)
            {
                client.Dispose();
            }
            catch
            {
                client.Dispose();
                throw;
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, int number, CancellationToken cut)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, cut) is > 0 and var count)
            {
                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay, cut);
                }

                if (number > Volatile.Read(ref silenced))
                {
                    await to.WriteAsync(buffer.AsMemory(0, count), cut);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The other direction has ended.
        }
    }
}
