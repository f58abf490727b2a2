using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.EndToEnd.Tests;
using Crossdock.TestSupport;

namespace Crossdock.Chaos;

/// <summary>The hub that is struck, with the external systems.</summary>
internal abstract class ChaosHub : IAsyncDisposable
{
    private readonly TemporaryFolder data = new();

    /// <summary>What goes with the hub.</summary>
    protected string DataFolder => data.Path;

    /// <summary>What there is to strike.</summary>
    public abstract Topology Topology { get; }

    /// <summary>The nodes of the broker, where there is one.</summary>
    public IReadOnlyList<Broker> Brokers { get; protected set; } = [];

    /// <summary>The external systems, past every line that is struck.</summary>
    public abstract HttpClient Sandbox { get; }

    /// <summary>The order-router's endpoints, with a key.</summary>
    protected abstract HttpClient Router { get; }

    /// <summary>Where the stores are.</summary>
    public abstract StoreDisk Disk { get; }

    /// <summary>Every process of ours.</summary>
    public abstract IReadOnlyList<Replica> Replicas { get; }

    public Comparison Comparison => new(Sandbox, Router);

    /// <summary>Starts everything; no order is placed yet.</summary>
    public abstract Task StartAsync(Options options);

    public Replica Replica(string name) => Replicas.Single(replica => replica.Name == name);

    public async Task ReadyAsync() => await Task.WhenAll(Replicas.Select(replica => replica.Process.ReadyAsync()));

    /// <summary>Puts the first so many of the orders into the cart.</summary>
    public Task PlaceAsync(int upTo, Options options) =>
        PostAsync(
            "/sandbox/seed",
            new
            {
                orders = options.Orders,
                seed = options.Seed,
                upTo,
            }
        );

    /// <summary>Adds a rule of bad answers; it is found again by its seed.</summary>
    public Task AddRuleAsync(object rule) => PostAsync("/sandbox/faults", rule);

    /// <summary>The rules that the external systems know.</summary>
    public async Task<IReadOnlyList<(int Seed, string Operation, string Fault, int Hits)>> RulesAsync() =>
        [
            .. (await Sandbox.GetFromJsonAsync<JsonArray>("/sandbox/faults"))!.Select(rule =>
                (
                    (int)rule!["rule"]!["seed"]!,
                    (string)rule["rule"]!["operation"]!,
                    (string)rule["rule"]!["fault"]!,
                    (int)rule["hits"]!
                )
            ),
        ];

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Task.WhenAll(Replicas.Select(replica => replica.DisposeAsync().AsTask()));
        // The first one last: the others use its name service.
        foreach (var broker in Brokers.Reverse())
        {
            await broker.DisposeAsync();
        }

        await Disk.DisposeAsync();
        data.Dispose();
    }

    /// <summary>The external systems may be away as well; what is asked of them twice is done once.</summary>
    private Task PostAsync(string path, object body) =>
        Wait.UntilAsync(
            async () =>
            {
                try
                {
                    using var answer = await Sandbox.PostAsJsonAsync(path, body);
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            $"the sandbox to take {body}"
        );
}
