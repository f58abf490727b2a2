using Crossdock.Telemetry.Tests.Otlp;

namespace Crossdock.Telemetry.Tests;

[Collection("telling hub")]
public sealed class When_orders_have_travelled(ObservedHub hub)
{
    private static readonly string[] Everybody = ["cart-adapter", "order-router", "wms-adapter"];

    [Fact]
    public void Should_have_one_trace_per_order_and_show_it_on_the_order()
    {
        Assert.Equal(60, hub.Orders.Select(o => o.TraceId).Distinct().Count());
        Assert.All(hub.Orders, order => Assert.NotEmpty(SpansOf(order.TraceId!)));
    }

    [Fact]
    public void Should_have_all_three_services_and_the_outside_calls_in_the_trace_of_a_confirmed_order()
    {
        var confirmed = hub.Orders.Where(o => o.Status == "confirmed").ToList();

        Assert.NotEmpty(confirmed);
        Assert.All(
            confirmed,
            order =>
            {
                var spans = SpansOf(order.TraceId!);
                Assert.Equal(Everybody, spans.Select(s => s.Service).Distinct().Order());
                var called = spans.Where(s => s is { Kind: ToldSpan.Client, Source: "System.Net.Http" }).ToList();
                Assert.Equal(["cart-adapter", "wms-adapter"], called.Select(s => s.Service).Distinct().Order());
                Assert.All(
                    called,
                    call =>
                    {
                        Assert.Matches("^(GET|POST|PUT)$", call.Attributes["http.request.method"]);
                        Assert.Matches("^[2-5][0-9][0-9]$", call.Attributes["http.response.status_code"]);
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
    public void Should_tell_of_the_endpoints_that_people_use_but_not_of_health_checks()
    {
        var endpoints = hub
            .Receiver.Spans.Where(s => s.Source == "Microsoft.AspNetCore")
            .Select(s => s.Attributes.GetValueOrDefault("url.path", "nothing"))
            .ToHashSet();

        Assert.Equal(["/api/v1/orders"], endpoints);
    }

    [Fact]
    public void Should_not_tell_of_its_own_telling() =>
        Assert.DoesNotContain(
            hub.Receiver.Spans.SelectMany(s => s.Attributes.Values),
            value => value.Contains(OtlpReceiver.Path, StringComparison.Ordinal)
        );

    [Fact]
    public void Should_bring_the_api_key_with_each_request_and_call_it_protobuf()
    {
        Assert.NotEmpty(hub.Receiver.Requests);
        Assert.All(
            hub.Receiver.Requests,
            request =>
            {
                Assert.Equal(ObservedHub.ApiKey, request.ApiKey);
                Assert.Equal("application/x-protobuf", request.ContentType);
            }
        );
    }

    [Fact]
    public void Should_hold_no_secret_and_nobody_s_address()
    {
        Assert.True(hub.Secrets.Count > 20, "There are streets to look for.");
        Assert.All(hub.Secrets, secret => Assert.False(hub.Receiver.Holds(secret), secret));
    }

    [Fact]
    public void Should_end_in_good_order() => Assert.Equal([0, 0, 0], hub.ExitCodes);

    private List<ToldSpan> SpansOf(string traceId) => [.. hub.Receiver.Spans.Where(s => s.TraceId == traceId)];
}

[CollectionDefinition("telling hub")]
public sealed class ObservedHubCollection : ICollectionFixture<ObservedHub>;
