using System.Net.Http.Json;
using Crossdock.EndToEnd.Tests;
using Crossdock.Telemetry.Tests.Received;

namespace Crossdock.Telemetry.Tests;

/// <summary>Orders that travelled while both external systems failed for a while, and what was logged of it.</summary>
public sealed class TroubledHub : Hub
{
    internal Receiver Receiver { get; private set; } = null!;
    public IReadOnlyList<OrderAnswer> Orders { get; private set; } = [];

    protected override IEnumerable<KeyValuePair<string, string>> Further =>
        [new("Telemetry__Seq", $"{Receiver.Address}")];

    public override async ValueTask InitializeAsync()
    {
        Receiver = await Receiver.StartAsync();
        await base.InitializeAsync();
        await FailAsync("bergen *", "503", times: 12);
        await FailAsync("qbc POST /fulfillments", "drop", times: 2);
        await FailAsync("qbc POST /fulfillments", "429", times: 1);
        await FailAsync("qbc GET /orders", "503", times: 1);
        await SeedAsync(30);
        var report = await SettledAsync();
        var orders = await Task.WhenAll(report.Orders.Select(o => OrdersAsync(o.Number)));
        Orders = [.. orders.SelectMany(found => found)];
        await Task.WhenAll(Services.Select(service => service.StopAsync()));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private async Task FailAsync(string operation, string fault, int times)
    {
        using var added = await Sandbox.Http.PostAsJsonAsync(
            "/sandbox/faults",
            new
            {
                operation,
                fault,
                count = times,
                milliseconds = 1000,
            }
        );
        added.EnsureSuccessStatusCode();
    }
}

public sealed class When_external_systems_fail_for_a_while(TroubledHub hub) : IClassFixture<TroubledHub>
{
    [Theory]
    [InlineData("CircuitOpened", "CircuitClosed", "acme-warehouse")]
    [InlineData("RateLimitReached", "RateLimitCleared", "acme-cart")]
    public void Should_log_the_begin_and_the_end_of_each_outage(string begin, string end, string connection)
    {
        var logged = hub
            .Receiver.Events.Where(l => l.Name == begin || l.Name == end)
            .Where(l => l.Attributes["Connection"] == connection)
            .Select(l => l.Name)
            .ToList();

        Assert.NotEmpty(logged);
        Assert.Equal(logged.Count(e => e == begin), logged.Count(e => e == end));
        Assert.Equal((begin, end), (logged[0], logged[^1]));
    }

    [Theory]
    [InlineData("StepFailed", "ShipmentDocument")]
    [InlineData("StepPutOff", "ShipmentDocument")]
    public void Should_log_each_retry_in_the_trace_of_its_order(string name, string document)
    {
        var traces = hub.Orders.ToDictionary(o => o.OrderId.ToString("D"), o => o.TraceId);
        var logged = hub.Receiver.Events.Where(l => l.Name == name && l.Attributes["Document"] == document).ToList();

        Assert.NotEmpty(logged);
        Assert.All(
            logged,
            l =>
            {
                Assert.Equal(traces[l.Attributes["OrderId"]], l.TraceId);
                Assert.All(
                    (string[])["OrderNumber", "Merchant", "Connection", "Reason"],
                    property => Assert.NotEqual("", l.Attributes[property])
                );
            }
        );
    }

    [Fact]
    public void Should_use_the_same_names_in_every_event_of_an_order()
    {
        var ofOrders = hub.Receiver.Events.Where(l => l.Attributes.GetValueOrDefault("OrderNumber", "") != "").ToList();

        Assert.Contains(ofOrders, l => l.Name == "ShipmentFound");
        Assert.All(
            ofOrders,
            l =>
            {
                Assert.All(
                    (string[])["OrderId", "Merchant", "Connection"],
                    property => Assert.NotEqual("", l.Attributes[property])
                );
                Assert.Contains(hub.Orders, o => o.TraceId == l.TraceId);
            }
        );
    }

    [Fact]
    public void Should_log_the_poll_that_failed() =>
        Assert.Contains(hub.Receiver.Events, l => l.Name == "PollFailed" && l.Attributes["Connection"] == "acme-cart");
}
