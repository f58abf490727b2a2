namespace Crossdock.TestSupport;

/// <summary>
/// A RabbitMQ node of its own: own name, ports, cookie and folder, loopback only. Two test runs side by side do not meet, and a broker
/// that is installed on the machine is left alone.
/// </summary>
internal sealed class BrokerNode : Broker
{
    // The script below Debian's wrapper: the wrapper changes the user, and with it the process to be ended.
    private const string DebianScript = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string DebianControl = "/usr/lib/rabbitmq/bin/rabbitmqctl";
    private readonly TemporaryFolder folder = new();
    private readonly BrokerNode? first;
    private readonly string home;
    private readonly string node = $"crossdock-{Guid.NewGuid():N}@localhost";
    private readonly int port;
    private readonly int distributionPort;
    private readonly int epmdPort;
    private ChildProcess? epmd;
    private ChildProcess? server;

    /// <param name="first">The node whose cluster it joins when it starts for the first time; null to be alone, or the first.</param>
    public BrokerNode(BrokerNode? first = null)
    {
        this.first = first;
        // The cookie is in it, by which the nodes of a cluster know each other.
        home = first?.home ?? folder.Path;
        int[] ports = FreePort.Find(3);
        (port, distributionPort, epmdPort) = (ports[0], ports[1], first?.epmdPort ?? ports[2]);
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
            {(first is null ? "" : $"cluster_formation.classic_config.nodes.1 = {first.node}")}
            """
        );
    }

    public override Uri Address { get; }

    public override TimeSpan? ProcessorTime => server!.ProcessorTime;

    public override Task StopAsync() => server!.StopAsync();

    public override Task KillAsync() => server!.KillAsync();

    public override Task SuspendAsync()
    {
        server!.Suspend();
        return Task.CompletedTask;
    }

    public override Task ResumeAsync()
    {
        server!.Resume();
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
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

    protected override bool HasExited => server!.HasExited;

    protected override Task BeginAsync()
    {
        // Erlang's name service in the foreground: started by the node itself it would outlive everything.
        epmd ??= first is not null
            ? null
            : ChildProcess.Start("epmd", ["-address", "127.0.0.1", "-port", $"{epmdPort}"], []);
        server = ChildProcess.Start(File.Exists(DebianScript) ? DebianScript : "rabbitmq-server", [], Environment());
        return Task.CompletedTask;
    }

    protected override async Task ControlAsync(params string[] arguments)
    {
        await using var control = ChildProcess.Start(
            File.Exists(DebianControl) ? DebianControl : "rabbitmqctl",
            ["--node", node, .. arguments],
            Environment()
        );
        if (await control.EndedAsync() is var code and not 0)
        {
            throw new InvalidOperationException($"rabbitmqctl failed ({code}):\n{control.Output}");
        }
    }

    protected override Task<string> LogsAsync() => Task.FromResult(server!.Output);

    private Dictionary<string, string> Environment() =>
        new()
        {
            ["HOME"] = home,
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
}
