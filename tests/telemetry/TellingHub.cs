using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Crossdock.EndToEnd.Tests;
using Crossdock.Telemetry.Tests.Otlp;

namespace Crossdock.Telemetry.Tests;

/// <summary>The sixty orders, travelled to their ends, and all that the three services told of it until they were stopped.</summary>
public sealed class TellingHub : Hub
{
    public const string ApiKey = "key-that-only-the-header-may-hold";

    internal OtlpReceiver Receiver { get; private set; } = null!;

    /// <summary>As the router's door shows them.</summary>
    public IReadOnlyList<OrderAnswer> Orders { get; private set; } = [];

    /// <summary>What no telemetry may hold: secrets of the set-up, and where people live.</summary>
    public IReadOnlyList<string> Secrets { get; private set; } = [];

    /// <summary>How each service ended.</summary>
    public IReadOnlyList<int> ExitCodes { get; private set; } = [];

    protected override IEnumerable<KeyValuePair<string, string>> Further =>
        [new("Telemetry:Endpoint", $"{Receiver.Endpoint}"), new("Telemetry:SeqApiKey", ApiKey)];

    public override async ValueTask InitializeAsync()
    {
        Receiver = await OtlpReceiver.StartAsync();
        await base.InitializeAsync();
        await SeedAsync();
        var report = await SettledAsync();
        var orders = await Task.WhenAll(report.Orders.Select(o => OrdersAsync(o.Number)));
        Orders = [.. orders.SelectMany(found => found)];
        Secrets =
        [
            "sandbox-privileged-token",
            "sandbox-password",
            $"{Broker.Address.UserInfo}@",
            ApiKey,
            .. await PeopleAsync(),
        ];
        // What is still in the queues leaves with the end.
        ExitCodes = await Task.WhenAll(Services.Select(service => service.StopAsync()));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    /// <summary>Streets, names and numbers of all who ordered, from the cart's own books.</summary>
    private async Task<IEnumerable<string>> PeopleAsync()
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/qbc/addresses?limit=250");
        ask.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            "sandbox-privileged-token"
        );
        using var answer = await Sandbox.Http.SendAsync(ask);
        var addresses = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["addresses"]!;
        return addresses
            .AsArray()
            .SelectMany(address =>
                new[] { "address1", "email", "phone_number" }.Select(f => address![f])
            )
            .Select(text => (string?)text ?? "")
            .Where(text => text.Length > 4)
            .Distinct();
    }
}
