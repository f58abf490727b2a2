using Crossdock.Platform.Settings;
using Crossdock.Telemetry.Tests.Received;

namespace Crossdock.Telemetry.Tests;

[Collection("observed hub")]
public sealed class When_orders_have_travelled(ObservedHub hub)
{
    private static readonly string[] Everybody = ["cart-adapter", "order-router", "wms-adapter"];
    private static readonly string[] Exports = [Receiver.SeqTraces, Receiver.SeqEvents, Receiver.CollectorMetrics];

    [Fact]
    public void Should_have_one_trace_per_order_and_show_it_on_the_order()
    {
        Assert.Equal(60, hub.Orders.Select(o => o.TraceId).Distinct().Count());
        Assert.All(hub.Orders, order => Assert.NotEmpty(SpansOf(order.TraceId!)));
    }

    [Fact]
    public void Should_have_all_three_services_and_the_external_calls_in_the_trace_of_a_confirmed_order()
    {
        var confirmed = hub.Orders.Where(o => o.Status == "confirmed").ToList();

        Assert.NotEmpty(confirmed);
        Assert.All(
            confirmed,
            order =>
            {
                var spans = SpansOf(order.TraceId!);
                Assert.Equal(Everybody, spans.Select(s => s.Service).Distinct().Order());
                var called = spans.Where(s => s is { Kind: RecordedSpan.Client, Source: "System.Net.Http" }).ToList();
                Assert.Equal(["cart-adapter", "wms-adapter"], called.Select(s => s.Service).Distinct().Order());
                Assert.All(
                    called,
                    call =>
                    {
                        Assert.Matches("^(GET|POST|PUT)$", call.Attributes["http.request.method"]);
                        // One that was cut has no status, but a reason.
                        Assert.Matches(
                            "^([2-5][0-9][0-9]|[A-Za-z_.]+)$",
                            call.Attributes.GetValueOrDefault("http.response.status_code")
                                ?? call.Attributes["error.type"]
                        );
                        Assert.True(call.Duration > TimeSpan.Zero);
                    }
                );
            }
        );
    }

    [Fact]
    public void Should_have_no_span_of_one_order_in_the_trace_of_another()
    {
        var traces = hub.Orders.ToDictionary(o => o.OrderId.ToString("D"), o => o.TraceId);

        var ofOrders = hub.Receiver.Spans.Where(s => s.Attributes.ContainsKey("OrderId")).ToList();

        Assert.NotEmpty(ofOrders);
        Assert.All(ofOrders, s => Assert.Equal(traces[s.Attributes["OrderId"]], s.TraceId));
    }

    [Fact]
    public void Should_trace_the_endpoints_that_people_use_but_not_health_and_metrics()
    {
        var endpoints = hub
            .Receiver.Spans.Where(s => s.Source == "Microsoft.AspNetCore")
            .Select(s => s.Attributes.GetValueOrDefault("url.path", "nothing"))
            .ToHashSet();

        Assert.Equal(["/api/v1/orders"], endpoints);
    }

    [Fact]
    public void Should_not_trace_the_export_itself() =>
        Assert.DoesNotContain(
            hub.Receiver.Spans.SelectMany(s => s.Attributes.Values),
            value => Exports.Any(path => value.Contains(path, StringComparison.Ordinal))
        );

    [Theory]
    [InlineData(Receiver.SeqTraces, "application/x-protobuf", ObservedHub.ApiKey)]
    [InlineData(Receiver.SeqEvents, "application/vnd.serilog.clef; charset=utf-8", ObservedHub.ApiKey)]
    [InlineData(Receiver.CollectorMetrics, "application/x-protobuf", null)]
    public void Should_send_the_api_key_to_seq_and_to_nobody_else(string path, string contentType, string? key)
    {
        var requests = hub.Receiver.Requests.Where(r => r.Path == path).ToList();

        Assert.NotEmpty(requests);
        Assert.All(requests, request => Assert.Equal((contentType, key), (request.ContentType, request.ApiKey)));
    }

    [Fact]
    public void Should_name_the_product_s_version() =>
        Assert.All(hub.Receiver.Spans, span => Assert.Equal(Product.Version, span.Version));

    [Fact]
    public void Should_hold_no_secret_and_nobody_s_address()
    {
        Assert.True(hub.Secrets.Count > 20, "There are streets to look for.");
        Assert.All(hub.Secrets, secret => Assert.False(hub.Receiver.Holds(secret), secret));
        Assert.All(
            hub.Secrets,
            secret => Assert.All(hub.Console, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Should_end_in_good_order() => Assert.Equal([0, 0, 0], hub.ExitCodes);

    private List<RecordedSpan> SpansOf(string traceId) => [.. hub.Receiver.Spans.Where(s => s.TraceId == traceId)];
}

[CollectionDefinition("observed hub")]
public sealed class ObservedHubCollection : ICollectionFixture<ObservedHub>;
