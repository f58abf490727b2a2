namespace Crossdock.Telemetry.Tests;

/// <summary>Both external systems failed for a while at first, and this was logged of it.</summary>
[Collection("observed hub")]
public sealed class When_external_systems_fail_for_a_while(ObservedHub hub)
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
