namespace Crossdock.Telemetry.Tests;

[Collection("telling hub")]
public sealed class When_something_happens_to_an_order(ObservedHub hub)
{
    private static readonly string[] Names = ["OrderId", "OrderNumber", "Merchant", "Connection"];

    [Fact]
    public void Should_tell_each_change_of_state_once_and_in_the_order_s_trace() =>
        Assert.All(
            hub.Orders,
            order =>
            {
                var id = order.OrderId.ToString("D");
                var told = hub
                    .Receiver.Logs.Where(l => l.Event == "OrderStatusChanged" && l.Attributes["OrderId"] == id)
                    .ToList();
                // The history has notes in between: they do not change the status.
                var known = order
                    .History.Select(h => h.Status)
                    .Aggregate(
                        new List<string>(),
                        (changes, status) => changes.LastOrDefault() == status ? changes : [.. changes, status]
                    );

                Assert.Equal(known, told.Select(l => l.Attributes["Status"]));
                Assert.All(told, l => Assert.Equal(order.TraceId, l.TraceId));
            }
        );

    [Fact]
    public void Should_tell_a_hold_with_the_reason()
    {
        var held = hub.Orders.Where(o => o.Status == "error").ToList();

        Assert.NotEmpty(held);
        Assert.All(
            held,
            order =>
                Assert.Equal(
                    order.Reason,
                    hub
                        .Receiver.Logs.Last(l =>
                            l.Event == "OrderStatusChanged"
                            && l.Attributes["OrderNumber"] == order.OrderNumber
                            && l.Attributes["Status"] == "error"
                        )
                        .Attributes["Description"]
                )
        );
    }

    [Fact]
    public void Should_use_the_same_names_in_every_event_of_an_order()
    {
        var ofOrders = hub.Receiver.Logs.Where(l => Names[..2].Any(l.Attributes.ContainsKey)).ToList();

        Assert.Contains(ofOrders, l => l.Event == "OrderChangedInCart");
        Assert.All(
            ofOrders,
            l => Assert.All(Names, name => Assert.NotEqual("", l.Attributes.GetValueOrDefault(name, "")))
        );
        Assert.All(ofOrders, l => Assert.Contains(hub.Orders, o => o.TraceId == l.TraceId));
    }

    [Fact]
    public void Should_give_each_event_of_ours_a_name() =>
        Assert.All(
            hub.Receiver.Logs.Where(l => l.Attributes.ContainsKey("Connection")),
            l => Assert.Matches("^[A-Z][A-Za-z]+$", l.Event)
        );
}
