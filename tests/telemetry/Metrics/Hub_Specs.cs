namespace Crossdock.Telemetry.Tests.Metrics;

[Collection("telling hub")]
public sealed class When_prometheus_asks_after_sixty_orders(ObservedHub hub)
{
    [Fact]
    public void Should_show_orders_by_status_as_the_router_s_endpoint_does()
    {
        var router = hub.Pages["order-router"];
        Assert.All(
            hub.Orders.GroupBy(o => o.Status),
            status => Assert.Equal(status.Count(), router[$"crossdock_orders{{status=\"{status.Key}\"}}"])
        );
        Assert.Equal(0, router["crossdock_orders{status=\"new\"}"]);
        Assert.Equal(0, router["crossdock_orders_oldest_seconds{status=\"at_wms\"}"]);
        Assert.True(router["crossdock_orders_oldest_seconds{status=\"error\"}"] > 0);
        Assert.Equal(0, router["crossdock_orders_stuck{status=\"new\"}"]);
    }

    [Theory]
    [InlineData("cart-adapter", "acme-cart")]
    [InlineData("wms-adapter", "acme-warehouse")]
    public void Should_show_outside_calls_and_connections(string service, string connection)
    {
        var page = hub.Pages[service];
        var calls = "crossdock_external_call_duration_seconds";
        var ok = $"connection=\"{connection}\",result=\"ok\"";

        Assert.Equal("histogram", page.Types[calls]);
        Assert.True(page[$"{calls}_count{{{ok}}}"] > 0);
        Assert.True(page[$"{calls}_sum{{{ok}}}"] > 0);
        Assert.Equal(page[$"{calls}_count{{{ok}}}"], page[$"{calls}_bucket{{{ok},le=\"+Inf\"}}"]);
        Assert.Equal(0, page[$"crossdock_connection_paused{{connection=\"{connection}\"}}"]);
    }

    [Fact]
    public void Should_show_the_work_that_is_due_and_for_how_long()
    {
        var series = $"{{document=\"DeliveryDocument\",connection=\"acme-warehouse\"}}";
        var page = hub.Pages["wms-adapter"];

        Assert.Equal(0, page[$"crossdock_work_due{series}"]);
        Assert.Equal(0, page[$"crossdock_work_lag_seconds{series}"]);
    }

    [Fact]
    public void Should_show_queues_and_the_message_that_nobody_could_read()
    {
        var page = hub.Pages["wms-adapter"];

        Assert.Equal(0, page["crossdock_queue_messages{queue=\"crossdock-deliver-order\"}"]);
        Assert.Equal(1, page["crossdock_queue_messages{queue=\"crossdock-deliver-order_error\"}"]);
        Assert.Equal(0, page["crossdock_queue_messages{queue=\"crossdock-cancel-delivery_error\"}"]);
    }

    [Fact]
    public void Should_tell_once_that_the_error_queue_is_not_empty()
    {
        var told = Assert.Single(hub.Receiver.Logs, l => l.Event == "ErrorQueueNotEmpty");

        Assert.Equal("wms-adapter", told.Service);
        Assert.Equal("crossdock-deliver-order_error", told.Attributes["Queue"]);
        Assert.Single(hub.Receiver.Logs, l => l.Event == "MessageFailed");
    }

    [Fact]
    public void Should_help_with_each_metric_and_name_the_unit_of_times() =>
        Assert.All(
            hub.Pages.Values.SelectMany(page => page.Help),
            help =>
            {
                Assert.EndsWith(".", help.Value, StringComparison.Ordinal);
                Assert.Equal(
                    help.Key.EndsWith("_seconds", StringComparison.Ordinal),
                    help.Value.Contains("econds", StringComparison.Ordinal)
                );
            }
        );
}
