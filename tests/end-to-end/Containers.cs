using Crossdock.TestSupport;

namespace Crossdock.EndToEnd.Tests;

/// <summary>A setting that has another value here.</summary>
/// <param name="Of">A service, or <c>hub</c> for the three of it.</param>
internal sealed record Change(string Of, string Name, string Value)
{
    public bool IsFor(string service) => Of == service || (Of == "hub" && service != "sandbox");
}

/// <summary>
/// The services of <c>docker-compose.yml</c> as processes on this machine: each gets the environment that compose gives its container,
/// but for what the tables here replace.
/// </summary>
/// <param name="data">A folder for what containers keep on volumes.</param>
internal sealed class Containers(string data)
{
    private static readonly ComposeFile Compose = ComposeFile.Read();

    /// <summary>The programs in the images.</summary>
    private static readonly Dictionary<string, string> Programs = new(StringComparer.Ordinal)
    {
        ["cart-adapter"] = "Crossdock.CartAdapter",
        ["wms-adapter"] = "Crossdock.WmsAdapter",
        ["order-router"] = "Crossdock.OrderRouter",
        ["sandbox"] = "Crossdock.Sandbox",
    };

    /// <summary>Times for specs in which services die and come back: quick, because somebody waits.</summary>
    private static readonly Change[] Hurry =
    [
        new("hub", "Work__PollInterval", "00:00:00.25"),
        new("hub", "Work__Lease", "00:00:06"),
        new("hub", "Work__InitialBackoff", "00:00:00.5"),
        new("hub", "Work__MaxBackoff", "00:00:05"),
        new("hub", "Work__MaxPause", "00:00:03"),
        new("hub", "Work__RepublishAfter", "00:00:05"),
        new("hub", "Telemetry__SampleInterval", "00:00:03"),
        new("cart-adapter", "Carts__acme-cart__OrderPollInterval", "00:00:00.5"),
        new("cart-adapter", "Carts__acme-cart__Timeout", "00:00:04"),
        new("wms-adapter", "Delivery__UnclearGrace", "00:00:04"),
        new("wms-adapter", "Delivery__FirstLookAfter", "00:00:00.25"),
        new("wms-adapter", "Warehouses__acme-warehouse__ShipmentPollInterval", "00:00:00.5"),
        new("wms-adapter", "Warehouses__acme-warehouse__InventoryPollInterval", "00:00:01"),
        new("wms-adapter", "Warehouses__acme-warehouse__Timeout", "00:00:03"),
    ];

    /// <summary>A server for the stores where one is given (and the services are built with MongoDB); else they take SQLite.</summary>
    private static readonly string? Mongo = Environment.GetEnvironmentVariable("CROSSDOCK_TEST_MONGODB");

    // Databases of its own for each hub; nothing is dropped from a server that somebody gave.
    private readonly string prefix = $"end_to_end_{Guid.NewGuid().ToString("N")[..12]}_";
    private readonly int nobody = FreePort.Find(1)[0];

    /// <summary>Where the broker is.</summary>
    public Uri Broker { get; set; } = new($"amqp://127.0.0.1:{FreePort.Find(1)[0]}");

    /// <summary>Where the external systems are.</summary>
    public Uri Sandbox { get; set; } = new($"http://127.0.0.1:{FreePort.Find(1)[0]}");

    /// <summary>Where the services keep their SQLite files.</summary>
    public string StoreFolder => Path.Combine(data, "hub");

    /// <summary>Whether all times are those that compose and its settings files say.</summary>
    public bool Unhurried { get; init; }

    /// <summary>Addresses within compose's network, and what is there in place of it.</summary>
    private (string There, string Here)[] Addresses =>
        [
            ("amqp://rabbitmq:5672", $"amqp://{Broker.Authority}"),
            ("http://sandbox:8080/", Sandbox.ToString()),
            // Orders travel without Seq too.
            ("http://seq/", $"http://127.0.0.1:{nobody}/"),
        ];

    private Change[] Stores =>
        [
            new("sandbox", "Sandbox__Data", Path.Combine(data, "sandbox")),
            new("hub", "Secrets__Keys", Path.Combine(data, "keys")),
            .. Mongo is { Length: > 0 }
                ? (Change[])
                    [
                        new("hub", "Store__MongoDb", Mongo),
                        // They are in what was given, where the server wants any.
                        new("hub", "Store__Username", ""),
                        new("hub", "Store__Password", ""),
                        new("hub", "Store__MongoDatabasePrefix", prefix),
                    ]
                : Sqlite(StoreFolder),
        ];

    /// <summary>The embedded store, in this folder.</summary>
    public static Change[] Sqlite(string folder) =>
        [
            new("hub", "Store__Provider", "Sqlite"),
            new("hub", "Store__MongoDb", ""),
            new("hub", "Store__Directory", folder),
        ];

    /// <summary>A process in place of a container; it does not run yet.</summary>
    /// <param name="service">As compose calls it.</param>
    /// <param name="changes">What the spec itself changes.</param>
    public ServiceProcess Make(string service, params Change[] changes) => Make(service, port: null, changes);

    /// <inheritdoc cref="Make(string, Change[])"/>
    /// <param name="port">Where it listens; null for a free one.</param>
    public ServiceProcess Make(string service, int? port, Change[] changes)
    {
        var environment = Compose.EnvironmentOf(service);
        foreach (var (name, value) in environment)
        {
            environment[name] = Addresses.Aggregate(
                value,
                (text, address) => text.Replace(address.There, address.Here, StringComparison.Ordinal)
            );
        }

        Change[] all = [.. Stores, .. Unhurried ? [] : Hurry, .. changes];
        foreach (var change in all.Where(change => change.IsFor(service)))
        {
            environment[change.Name] = change.Value;
        }

        // Time zones come with the product; the image has none.
        environment["TZDIR"] = "/nonexistent";
        DemandNothingOfNetwork(environment);
        return new ServiceProcess(service, Programs[service], environment, port);
    }

    /// <summary>An address that the table does not know would only be a time-out somewhere.</summary>
    private static void DemandNothingOfNetwork(Dictionary<string, string> environment)
    {
        var inside = environment.FirstOrDefault(e =>
            Compose.Services.Keys.Any(service =>
                e.Value.Contains($"/{service}:", StringComparison.Ordinal)
                || e.Value.Contains($"/{service}/", StringComparison.Ordinal)
                || e.Value.Contains($"@{service}:", StringComparison.Ordinal)
            )
        );
        if (inside.Key is not null)
        {
            throw new InvalidOperationException(
                $"{inside.Key} points into compose's network, and nothing stands for that here."
            );
        }
    }
}
