using Crossdock.Telemetry.Tests.Received;

namespace Crossdock.Telemetry.Tests;

[Collection("observed hub")]
public sealed class When_something_happens_to_an_order(ObservedHub hub)
{
    private static readonly string[] Names = ["OrderId", "OrderNumber", "Merchant", "Connection"];

    [Fact]
    public void Should_log_each_change_of_status_once_and_in_the_order_s_trace() =>
        Assert.All(
            hub.Orders,
            order =>
            {
                var id = order.OrderId.ToString("D");
                var logged = hub
                    .Receiver.Events.Where(l => l.Name == "OrderStatusChanged" && l.Attributes["OrderId"] == id)
                    .ToList();
                // The history has notes in between: they do not change the status.
                var known = order
                    .History.Select(h => h.Status)
                    .Aggregate(
                        new List<string>(),
                        (changes, status) => changes.LastOrDefault() == status ? changes : [.. changes, status]
                    );

                Assert.Equal(known, logged.Select(l => l.Attributes["Status"]));
                Assert.All(logged, l => Assert.Equal(order.TraceId, l.TraceId));
            }
        );

    [Fact]
    public void Should_log_a_hold_with_the_reason()
    {
        var held = hub.Orders.Where(o => o.Status == "error").ToList();

        Assert.NotEmpty(held);
        Assert.All(
            held,
            order =>
                // A hold for another reason than before is a note: the status stays.
                Assert.Contains(
                    hub.Receiver.Events,
                    l =>
                        l.Name is "OrderStatusChanged" or "OrderNoted"
                        && l.Attributes["OrderNumber"] == order.OrderNumber
                        && l.Attributes["Status"] == "error"
                        && l.Attributes["Description"].EndsWith(order.Reason!, StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void Should_use_the_same_names_in_every_event_of_an_order()
    {
        var ofOrders = hub.Receiver.Events.Where(l => Names[..2].Any(l.Attributes.ContainsKey)).ToList();

        Assert.Contains(ofOrders, l => l.Name == "OrderChangedInCart");
        Assert.All(
            ofOrders,
            l => Assert.All(Names, name => Assert.NotEqual("", l.Attributes.GetValueOrDefault(name, "")))
        );
        Assert.All(ofOrders, l => Assert.Contains(hub.Orders, o => o.TraceId == l.TraceId));
    }

    [Fact]
    public void Should_give_each_event_of_ours_a_name() =>
        Assert.All(
            hub.Receiver.Events.Where(l => l.Attributes.ContainsKey("Connection")),
            l => Assert.Matches("^[A-Z][A-Za-z]+$", l.Name)
        );

    [Fact]
    public void Should_write_the_same_events_to_the_console_as_one_json_object_per_line()
    {
        var console = hub
            .Console.SelectMany(text => text.Split('\n'))
            .Where(l => l.Length > 0)
            .Select(Recorded.Event)
            .ToList();

        Assert.Equal(Statuses(hub.Receiver.Events), Statuses(console));
        Assert.NotEmpty(Statuses(console));
        Assert.All(console, e => Assert.NotEqual("Debug", e.Attributes.GetValueOrDefault("@l")));

        static IEnumerable<string> Statuses(IEnumerable<RecordedEvent> events) =>
            events
                .Where(e => e.Name == "OrderStatusChanged")
                .Select(e => $"{e.TraceId} {e.Attributes["OrderNumber"]} {e.Attributes["Status"]} {e.Service}")
                .Order();
    }
}
