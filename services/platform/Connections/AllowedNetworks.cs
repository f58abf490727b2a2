using System.Net;
using System.Net.Sockets;
using Crossdock.Adapters;

namespace Crossdock.Platform.Connections;

/// <summary>
/// Which addresses a connection may call that was saved through the API, and an alert: whoever may save one must not reach what only this
/// machine can. Public addresses, and the networks of <c>Connections:AllowedNetworks</c>. A connection from configuration may call any.
/// </summary>
internal sealed class AllowedNetworks
{
    /// <summary>Loopback, private, link-local (also the metadata of clouds), shared, benchmark and multicast networks; and IPv6 that maps to IPv4.</summary>
    private static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/3",
            "::/127",
            "64:ff9b::/96",
            "fc00::/7",
            "fe80::/10",
            "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private readonly IReadOnlyList<IPNetwork> allowed;
    private readonly bool allowsAll;

    /// <param name="networks">In CIDR notation.</param>
    /// <param name="isDevelopment">True where nothing is denied.</param>
    /// <exception cref="SettingException">One is no network.</exception>
    public AllowedNetworks(IEnumerable<string> networks, bool isDevelopment)
    {
        allowsAll = isDevelopment;
        allowed =
        [
            .. networks.Select(text =>
                IPNetwork.TryParse(text, out var network)
                    ? network
                    : throw new SettingException(
                        "Connections:AllowedNetworks",
                        $"has \"{text}\", which is no network",
                        "write each as 10.1.0.0/16 or fd00::/8"
                    )
            ),
        ];
    }

    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowsAll
            || allowed.Any(network => network.Contains(plain))
            || !Private.Any(network => network.Contains(plain));
    }

    /// <summary>Connects to an allowed address of the host. Looked up here and not before: a name may mean another address each time.</summary>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = await Dns.GetHostAddressesAsync(host, cancellationToken);
        IPAddress[] addresses = [.. found.Where(Allows)];
        if (addresses is [] && found is not [])
        {
            throw new ConnectionProblemException(
                ConnectionProblem.WrongAddress,
                $"{host} is in a private network, which may not be called: correct the address, or add the network to Connections:AllowedNetworks"
            );
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
