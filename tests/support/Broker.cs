using System.Net;
using System.Net.Sockets;

namespace Crossdock.TestSupport;

/// <summary>
/// A RabbitMQ node of its own: own name, ports, cookie and folder, loopback only. Two test runs side by side do not meet, and a broker
/// that is installed on the machine is left alone.
/// </summary>
public sealed class Broker : IAsyncDisposable
{
    // The script below Debian's wrapper: the wrapper changes the user, and with it the process to be ended.
    private const string DebianScript = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string DebianControl = "/usr/lib/rabbitmq/bin/rabbitmqctl";
    private readonly TemporaryFolder folder = new();
    private readonly string node = $"crossdock-{Guid.NewGuid():N}@localhost";
    private readonly int port;
    private readonly int distributionPort;
    private readonly int epmdPort;
    private ChildProcess? epmd;
    private ChildProcess? server;

    private Broker()
    {
        int[] ports = FreePort.Find(3);
        (port, distributionPort, epmdPort) = (ports[0], ports[1], ports[2]);
        Address = new Uri($"amqp://guest:guest@127.0.0.1:{port}");
        File.WriteAllText(folder.Of("enabled_plugins"), "[].");
        File.WriteAllText(folder.Of("environment"), "");
        File.WriteAllText(
            folder.Of("rabbitmq.conf"),
            $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            # A full disk is not what is tested, and temporary folders may be small.
            disk_free_limit.absolute = 1MB
            log.console = false
            """
        );
    }

    /// <summary>Where its clients connect; it stays the same over stops and starts.</summary>
    public Uri Address { get; }

    /// <summary>Starts a node and waits until it takes connections.</summary>
    public static async Task<Broker> StartNewAsync()
    {
        var broker = new Broker();
        try
        {
            await broker.StartAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it (again) and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        // Erlang's name service in the foreground: started by the node itself it would outlive everything.
        epmd ??= ChildProcess.Start("epmd", ["-address", "127.0.0.1", "-port", $"{epmdPort}"], []);
        server = ChildProcess.Start(File.Exists(DebianScript) ? DebianScript : "rabbitmq-server", [], Environment());
        await Wait.UntilAsync(
            async () =>
                server.HasExited
                    ? throw new InvalidOperationException($"The broker does not start:\n{server.Output}")
                    : await AnswersAsync(),
            TimeSpan.FromMinutes(2),
            () => $"the broker:\n{server.Output}"
        );
    }

    /// <summary>Stops it in good order, as maintenance does; what is durable stays.</summary>
    public async Task StopAsync() => await server!.StopAsync();

    /// <summary>Ends it as a crash would.</summary>
    public async Task KillAsync() => await server!.KillAsync();

    /// <summary>
    /// Has it write down which log is whose. RabbitMQ does so a few seconds late: killed in between, it comes back with queues that have no
    /// leader and never get one (docs/decisions/queues.md). Stopping in good order writes it down as well.
    /// </summary>
    public async Task WriteDownAsync()
    {
        await using var control = ChildProcess.Start(
            File.Exists(DebianControl) ? DebianControl : "rabbitmqctl",
            ["--node", node, "eval", "lists:foreach(fun dets:sync/1, dets:all())."],
            Environment()
        );
        if (await control.EndedAsync() is var code and not 0)
        {
            throw new InvalidOperationException($"The broker is not told ({code}):\n{control.Output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        if (epmd is not null)
        {
            await epmd.DisposeAsync();
        }

        folder.Dispose();
    }

    private Dictionary<string, string> Environment() =>
        new()
        {
            ["HOME"] = folder.Path,
            ["ERL_EPMD_PORT"] = $"{epmdPort}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = node,
            ["RABBITMQ_NODE_PORT"] = $"{port}",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
            ["RABBITMQ_MNESIA_BASE"] = folder.Of("mnesia"),
            ["RABBITMQ_LOG_BASE"] = folder.Of("log"),
            ["RABBITMQ_GENERATED_CONFIG_DIR"] = folder.Of("config"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = folder.Of("enabled_plugins"),
            ["RABBITMQ_CONFIG_FILE"] = folder.Of("rabbitmq.conf"),
            ["RABBITMQ_CONF_ENV_FILE"] = folder.Of("environment"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false",
            // The script then becomes the node instead of standing before it: one process, one id.
            ["RUNNING_UNDER_SYSTEMD"] = "true",
        };

    /// <summary>A node that works greets whoever says which protocol he speaks: with a method frame, which begins with 1.</summary>
    private async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, timeout.Token);
            var stream = client.GetStream();
            await stream.WriteAsync("AMQP\0\0\x09\x01"u8.ToArray(), timeout.Token);
            var first = new byte[1];
            return await stream.ReadAsync(first, timeout.Token) == 1 && first[0] == 1;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
