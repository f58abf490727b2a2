using Crossdock.Telemetry.Tests.Received;

namespace Crossdock.Telemetry.Tests.Metrics;

[Collection("observed hub")]
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
    public void Should_show_external_calls_and_connections(string service, string connection)
    {
        var page = hub.Pages[service];
        var calls = "crossdock_external_call_duration_seconds";
        var ok = $"connection=\"{connection}\",result=\"ok\"";

        Assert.Equal("histogram", page.Types[calls]);
        Assert.True(page[$"{calls}_count{{{ok}}}"] > 0);
        Assert.True(page[$"{calls}_sum{{{ok}}}"] > 0);
        Assert.Equal(page[$"{calls}_count{{{ok}}}"], page[$"{calls}_bucket{{{ok},le=\"+Inf\"}}"]);
        Assert.Equal(1, page[$"crossdock_connection_state{{connection=\"{connection}\",state=\"active\"}}"]);
        // Our own bounds, not the exporter's.
        Assert.True(page[$"{calls}_bucket{{{ok},le=\"30\"}}"] > 0);
    }

    [Fact]
    public void Should_show_the_work_that_is_due_and_for_how_long()
    {
        var series = $"{{connection=\"acme-warehouse\",document=\"DeliveryDocument\"}}";
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
    public void Should_log_once_that_the_error_queue_is_not_empty()
    {
        var logged = Assert.Single(hub.Receiver.Events, l => l.Name == "ErrorQueueNotEmpty");

        Assert.Equal("wms-adapter", logged.Service);
        Assert.Equal("crossdock-deliver-order_error", logged.Attributes["Queue"]);
        Assert.Single(hub.Receiver.Events, l => l.Name == "MessageFailed");
    }

    [Fact]
    public void Should_explain_each_metric_and_name_the_unit_of_times() =>
        Assert.All(
            hub.Pages.Values.SelectMany(page => page.Help)
                .Where(help => help.Key.StartsWith("crossdock_", StringComparison.Ordinal)),
            help =>
            {
                Assert.EndsWith(".", help.Value, StringComparison.Ordinal);
                Assert.Equal(
                    help.Key.EndsWith("_seconds", StringComparison.Ordinal),
                    help.Value.Contains("econds", StringComparison.Ordinal)
                );
            }
        );

    [Theory]
    [InlineData("http_server_request_duration_seconds")]
    [InlineData("http_client_request_duration_seconds")]
    [InlineData("dotnet_gc_collections_total")]
    [InlineData("process_memory_usage_bytes")]
    public void Should_show_the_process_and_its_requests_too(string metric) =>
        Assert.Contains(metric, hub.Pages["cart-adapter"].Types);

    [Fact]
    public void Should_export_them_to_a_collector_as_well()
    {
        var exported = hub.Receiver.At(Receiver.CollectorMetrics).SelectMany(Recorded.Metrics).ToHashSet();

        Assert.All(
            (string[])["crossdock.orders", "crossdock.external.call.duration", "crossdock.connection.state"],
            metric => Assert.Contains(metric, exported)
        );
    }
}
