using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests.Alerts;

/// <summary>A router with these destinations, that gathers for a moment only.</summary>
internal sealed class AlertHost(params (string Key, string Value)[] destinations) : RouterHost(Changes(destinations))
{
    public static async Task<AlertHost> StartAsync(params (string Key, string Value)[] destinations)
    {
        var host = new AlertHost(destinations);
        await host.InitializeAsync();
        return host;
    }

    public static (string, string)[] Email(string name, MailServer server, params (string Key, string Value)[] more) =>
        Destination(
            name,
            [
                ("Kind", "Email"),
                ("Host", "127.0.0.1"),
                ("Port", $"{server.Port}"),
                ("Security", "None"),
                ("From", "crossdock@example.com"),
                ("To:0", "ops@example.com"),
                .. more,
            ]
        );

    public static (string, string)[] Webhook(
        string name,
        WebhookServer server,
        string kind = "Webhook",
        params (string Key, string Value)[] more
    ) => Destination(name, [("Kind", kind), ("Address", $"{server.Address}"), ("Secret", "0123456789abcdef"), .. more]);

    private static (string, string)[] Destination(string name, (string Key, string Value)[] settings) =>
        [.. settings.Select(one => ($"Alerts:Destinations:{name}:{one.Key}", one.Value))];

    /// <summary>Holds an order, and gives it back.</summary>
    public async Task<OrderScenario> HoldAsync(string shipMethod)
    {
        var order = new OrderScenario(this);
        await order.ReceiveAsync(order.Received(shipMethod: shipMethod));
        return order;
    }

    public Task RaiseAsync(ExceptionCause cause, string text) =>
        ReceiveAsync(
            new ExceptionRaised
            {
                Cause = cause,
                Text = text,
                Since = DateTimeOffset.UtcNow,
                At = DateTimeOffset.UtcNow,
            }
        );

    public Task ClearAsync(ExceptionCause cause) =>
        ReceiveAsync(new ExceptionCleared { Cause = cause, At = DateTimeOffset.UtcNow });

    private static Dictionary<string, string?> Changes((string Key, string Value)[] destinations) =>
        new(destinations.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)))
        {
            ["Exceptions:RecountInterval"] = "00:00:00.2",
            ["Alerts:GatherFor"] = "00:00:00.3",
            ["Alerts:Timeout"] = "00:00:01",
            ["Connections:AllowedNetworks:0"] = "127.0.0.0/8",
            ["Work:PollInterval"] = "00:00:00.1",
            ["Work:InitialBackoff"] = "00:00:00.1",
        };
}
