using System.Net;
using System.Net.Sockets;

namespace Crossdock.TestSupport;

/// <summary>
/// Ports that nobody listens on, and that nobody is given by chance before they are used: they lie below those that systems give to
/// outgoing connections, and each test process has blocks of them to itself.
/// </summary>
public static class FreePort
{
    private const int First = 10_000;
    private const int Last = 32_000;
    private const int BlockSize = 100;
    private static readonly Lock Picking = new();

    // A block is held by listening on its first port, for as long as the process lives.
    private static readonly List<TcpListener> Blocks = [];
    private static int next;

    /// <summary>Different free ports of the loopback interface; none is found twice.</summary>
    public static int[] Find(int count)
    {
        lock (Picking)
        {
            return [.. Enumerable.Range(0, count).Select(_ => Pick())];
        }
    }

    private static int Pick()
    {
        while (true)
        {
            if (next % BlockSize == 0)
            {
                next = TakeBlock();
            }

            var port = next++;
            if (TryListen(port) is { } listener)
            {
                listener.Dispose();
                return port;
            }
        }
    }

    /// <returns>Its second port.</returns>
    private static int TakeBlock()
    {
        const int Count = (Last - First) / BlockSize;
        foreach (var block in Enumerable.Range(Environment.ProcessId + Blocks.Count, Count))
        {
            var first = First + (block % Count * BlockSize);
            if (TryListen(first) is { } held)
            {
                Blocks.Add(held);
                return first + 1;
            }
        }

        throw new InvalidOperationException($"All ports from {First} to {Last} are taken.");
    }

    private static TcpListener? TryListen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
