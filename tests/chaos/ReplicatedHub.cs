using System.Net;
using System.Net.Http.Json;
using Crossdock.EndToEnd.Tests;
using Crossdock.TestSupport;

namespace Crossdock.Chaos;

/// <summary>A private broker, the external systems, and two replicas of each service, each a process of its own.</summary>
internal sealed class ReplicatedHub : IAsyncDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly Containers containers;
    private readonly string? logs;
    private readonly List<Replica> replicas = [];

    private ReplicatedHub(string? logs)
    {
        containers = new Containers(data.Path);
        if (logs is not null)
        {
            this.logs = Directory.CreateDirectory(logs).FullName;
        }

        Sandbox = containers.Make("sandbox");
    }

    public Broker Broker { get; private set; } = null!;
    public ServiceProcess Sandbox { get; }
    public IReadOnlyList<Replica> Replicas => replicas;
    public Comparison Comparison => new(Sandbox.Http, Replica("order-router 1").Process.Http);

    public static async Task<ReplicatedHub> StartAsync(string? logs)
    {
        var hub = new ReplicatedHub(logs);
        try
        {
            await hub.StartAsync();
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    public Replica Replica(string name) => replicas.Single(replica => replica.Name == name);

    /// <summary>Puts the first so many of the orders into the cart.</summary>
    public async Task PlaceAsync(int upTo, int orders, int seed)
    {
        var request = new
        {
            orders,
            seed,
            upTo,
        };
        using var answer = await Sandbox.Http.PostAsJsonAsync("/sandbox/seed", request);
        answer.EnsureSuccessStatusCode();
    }

    public async Task ReadyAsync() => await Task.WhenAll(replicas.Select(replica => replica.Process.ReadyAsync()));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(replicas.Select(replica => replica.DisposeAsync().AsTask()));
        await Sandbox.DisposeAsync();
        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }

        data.Dispose();
    }

    private async Task StartAsync()
    {
        var broker = Broker.StartNewAsync();
        Sandbox.Start();
        await Sandbox.AnswersAsync("/sandbox/health", HttpStatusCode.OK);
        Broker = await broker;
        foreach (var name in FaultPlan.Processes)
        {
            var toBroker = new TcpRelay(Broker.Address.Host, Broker.Address.Port);
            var toSandbox = new TcpRelay(Sandbox.Address.Host, Sandbox.Address.Port);
            containers.Broker = new($"amqp://127.0.0.1:{toBroker.Port}");
            containers.Sandbox = new($"http://127.0.0.1:{toSandbox.Port}/");
            var process = containers.Make(FaultPlan.ServiceOf(name));
            replicas.Add(new Replica(name, process, toBroker, toSandbox, logs));
            replicas[^1].Start();
        }

        await ReadyAsync();
        await Broker.WriteDownAsync();
        await Replica("order-router 1").Process.UnlockAsync();
    }
}
