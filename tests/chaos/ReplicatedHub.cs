using System.Net;
using Crossdock.EndToEnd.Tests;
using Crossdock.TestSupport;

namespace Crossdock.Chaos;

/// <summary>A private broker, the external systems, and two replicas of each service, each a process of its own.</summary>
internal sealed class ReplicatedHub : ChaosHub
{
    private readonly Containers containers;
    private readonly ServiceProcess sandbox;
    private readonly List<Replica> replicas = [];

    public ReplicatedHub(Topology topology)
    {
        Topology = topology;
        containers = new Containers(DataFolder);
        sandbox = containers.Make("sandbox");
        Disk = new StoreDisk(containers.StoreFolder);
    }

    public override Topology Topology { get; }
    public override HttpClient Sandbox => sandbox.Http;
    public override StoreDisk Disk { get; }
    public override IReadOnlyList<Replica> Replicas => replicas;
    protected override HttpClient Router => Replica("order-router 1").Process.Http;

    public override async Task StartAsync(Options options)
    {
        await Disk.MountAsync(megabytes: 64 + (options.Orders / 10));
        var brokers = StartBrokersAsync();
        sandbox.Start();
        await sandbox.AnswersAsync("/sandbox/health", HttpStatusCode.OK);
        Brokers = await brokers;
        foreach (var name in Topology.Processes)
        {
            var toBroker = new TcpRelay([.. Brokers.Select(broker => broker.Address)]);
            var toSandbox = new TcpRelay(sandbox.Address.Host, sandbox.Address.Port);
            containers.Broker = new($"amqp://127.0.0.1:{toBroker.Port}");
            containers.Sandbox = new($"http://127.0.0.1:{toSandbox.Port}/");
            var process = containers.Make(Topology.ServiceOf(name));
            replicas.Add(new Replica(name, process, options.Logs, toBroker, toSandbox));
            replicas[^1].Start();
        }

        await ReadyAsync();
        foreach (var broker in Brokers)
        {
            await broker.WriteDownAsync();
        }

        await Replica("order-router 1").Process.UnlockAsync();
    }

    private async Task<IReadOnlyList<Broker>> StartBrokersAsync() =>
        Topology.Others.Count > 1
            ? await Broker.StartClusterAsync(Topology.Others.Count)
            : [await Broker.StartNewAsync()];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await sandbox.DisposeAsync();
    }
}
