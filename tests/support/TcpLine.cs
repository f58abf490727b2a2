using System.Net;
using System.Net.Sockets;

namespace Crossdock.TestSupport;

/// <summary>A line between a client and a server on this machine, on which things can go lost.</summary>
public sealed class TcpLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly IPEndPoint server;
    private readonly Task accepting;
    private int silenced;
    private int opened;

    /// <param name="serverPort">Where the server listens on loopback.</param>
    public TcpLine(int serverPort)
    {
        server = new IPEndPoint(IPAddress.Loopback, serverPort);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>From now on nothing arrives that either side says on the connections that are open; new ones work.</summary>
    public void Silence() => Volatile.Write(ref silenced, opened);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        listener.Dispose();
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                connections.Add(CarryAsync(client, number: ++opened));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(TcpClient client, int number)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(server, closing.Token);
            // Whoever hangs up ends the connection for both.
            await Task.WhenAny(
                CarryAsync(near.GetStream(), far.GetStream(), number),
                CarryAsync(far.GetStream(), near.GetStream(), number)
            );
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // As if the server had hung up.
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to, int number)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, closing.Token) is > 0 and var count)
            {
                if (number > Volatile.Read(ref silenced))
                {
                    await to.WriteAsync(buffer.AsMemory(0, count), closing.Token);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The other direction has ended.
        }
    }
}
