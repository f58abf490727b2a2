using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.TestSupport;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

public sealed class When_a_shipment_is_confirmed
{
    private const string Duplicate = """{"message":"Duplicate Idempotency Key header detected"}""";
    private const string None = """{"fulfillments":[],"fulfillment_line_items":[]}""";
    private const string Created = """{"fulfillment":{"id":9,"status":"fulfilled"}}""";

    private static readonly ConfirmShipment Shipment = new()
    {
        ShipmentId = Guid.Parse("6f9619ff-8b86-4011-b42d-00cf4fc964ff"),
        OrderId = Guid.Empty,
        Connection = "acme-qbc",
        Merchant = "acme",
        CartOrderId = "2",
        OrderNumber = "SO0002",
        Carrier = "UPS",
        TrackingNumber = "1Z999",
        ShippedAt = new DateTimeOffset(2026, 11, 20, 10, 4, 5, TimeSpan.FromHours(-5)),
        Lines =
        [
            new() { LineId = "3", Quantity = 2.0m },
            new() { LineId = "4", Quantity = 1m },
            new() { LineId = "4", Quantity = 0.50m },
        ],
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Script Service(
        Func<Sent, HttpResponseMessage> post,
        string list = None,
        Func<Sent, HttpResponseMessage>? put = null
    ) =>
        new(sent =>
            sent.Method switch
            {
                "POST" => post(sent),
                "PUT" => put?.Invoke(sent) ?? new HttpResponseMessage(HttpStatusCode.NoContent),
                _ => Script.Json(list),
            }
        );

    private static string Methods(Script service) => string.Join(' ', service.Requests.Select(sent => sent.Method));

    private static async Task<ConnectionProblemException> ProblemAsync(Script service, bool maybeSent = false) =>
        await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            service.Cart().ConfirmShipmentAsync(Shipment, maybeSent, Ct)
        );

    [Fact]
    public async Task Should_send_the_documented_fields_and_no_others()
    {
        var service = Service(_ => Script.Json(Created, HttpStatusCode.Created));
        await service.Cart().ConfirmShipmentAsync(Shipment, maybeSent: false, Ct);
        var sent = Assert.Single(service.Requests);
        Assert.Equal(Shipment.ShipmentId.ToString("D"), sent.IdempotencyKey);
        Assert.Equal(
            """{"fulfillment":{"order_id":2,"status":"fulfilled","packed_at":"2026-11-20T15:04:05.000Z","shipped_at":"2026-11-20T15:04:05.000Z","tracking_number":"1Z999","tracking_company":"UPS","notes":"Crossdock shipment 6f9619ff-8b86-4011-b42d-00cf4fc964ff","fulfillment_line_items":[{"order_line_item_id":3,"quantity":2},{"order_line_item_id":4,"quantity":1.5}]}}""",
            sent.Body
        );
    }

    [Fact]
    public async Task Should_fulfil_with_a_second_call_where_the_cart_only_packs()
    {
        var service = Service(_ =>
            Script.Json("""{"fulfillment":{"id":9,"status":"packed"}}""", HttpStatusCode.Created)
        );
        await service.Cart().ConfirmShipmentAsync(Shipment, maybeSent: false, Ct);
        Assert.Equal("POST PUT", Methods(service));
        Assert.Equal("/fulfillments/9", service.Requests[1].Path);
        Assert.Contains("\"status\":\"fulfilled\"", service.Requests[1].Body, StringComparison.Ordinal);
        Assert.Null(service.Requests[1].IdempotencyKey);
    }

    [Theory]
    [InlineData("fulfilled", "1Z999", "GET")]
    [InlineData("packed", null, "GET PUT")]
    [InlineData("fulfilled", null, "GET PUT")]
    public async Task Should_look_before_a_second_try_and_complete_what_is_there(
        string status,
        string? tracking,
        string methods
    )
    {
        var there = new JsonObject
        {
            ["fulfillments"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = 9,
                    ["status"] = status,
                    ["tracking_number"] = tracking,
                    ["notes"] = "Crossdock shipment 6f9619ff-8b86-4011-b42d-00cf4fc964ff",
                }
            ),
        };
        var service = Service(_ => throw new InvalidOperationException(), there.ToJsonString());
        await service.Cart().ConfirmShipmentAsync(Shipment, maybeSent: true, Ct);
        Assert.Equal(methods, Methods(service));
    }

    [Theory]
    [InlineData("""{"id":9,"status":"void","tracking_number":"1Z999"}""")]
    [InlineData(
        """{"id":9,"status":"fulfilled","tracking_number":"1Z999","notes":"Crossdock shipment 00000000-0000-0000-0000-000000000001"}"""
    )]
    public async Task Should_send_where_only_another_parcel_is_there(string other)
    {
        var service = Service(_ => Script.Json(Created, HttpStatusCode.Created), $$"""{"fulfillments":[{{other}}]}""");
        await service.Cart().ConfirmShipmentAsync(Shipment, maybeSent: true, Ct);
        Assert.Equal("GET POST", Methods(service));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Should_be_content_with_a_duplicate_key_when_the_parcel_is_there(HttpStatusCode status)
    {
        var service = Service(
            _ => Script.Json(Duplicate, status),
            """{"fulfillments":[{"id":9,"status":"fulfilled","tracking_number":"1Z999"}]}"""
        );
        await service.Cart().ConfirmShipmentAsync(Shipment, maybeSent: false, Ct);
        Assert.Equal("POST GET", Methods(service));
    }

    [Fact]
    public async Task Should_not_call_a_duplicate_key_done_when_nothing_is_there() =>
        Assert.Equal(
            ConnectionProblem.Unclear,
            (await ProblemAsync(Service(_ => Script.Json(Duplicate, HttpStatusCode.Conflict)))).Problem
        );

    [Fact]
    public async Task Should_use_another_key_when_the_first_was_used_up_in_vain()
    {
        var service = Service(sent =>
            sent.IdempotencyKey == Shipment.ShipmentId.ToString("D")
                ? Script.Json(Duplicate, HttpStatusCode.Conflict)
                : Script.Json(Created, HttpStatusCode.Created)
        );
        var clock = new StandingClock(Shipment.ShippedAt);
        var cart = TestConnection.Cart(Script.Address, service, time: clock, settings: ("Token", "privileged"));

        // The first try may still be under way: a second parcel would be one too many.
        for (var tries = 0; tries < 3; tries++)
        {
            var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
                cart.ConfirmShipmentAsync(Shipment, maybeSent: true, Ct)
            );
            Assert.Equal(ConnectionProblem.Unclear, problem.Problem);
            clock.Now += TimeSpan.FromMinutes(3);
        }

        clock.Now += TimeSpan.FromMinutes(3);
        await cart.ConfirmShipmentAsync(Shipment, maybeSent: true, Ct);
        Assert.EndsWith("GET POST GET POST", Methods(service), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_take_over_what_was_packed_by_hand()
    {
        var service = Service(
            _ => Script.Json("""{"errors":{"quantity":["is too much"]}}""", HttpStatusCode.UnprocessableEntity),
            """
            {"fulfillments":[{"id":8,"status":"packed","notes":"Shelf 3"}],
             "fulfillment_line_items":[{"id":1,"fulfillment_id":8,"order_line_item_id":3,"quantity":"2.0"},
                                       {"id":2,"fulfillment_id":8,"order_line_item_id":4,"quantity":"1.5"}]}
            """
        );
        await service.Cart().ConfirmShipmentAsync(Shipment, maybeSent: false, Ct);
        Assert.Equal("POST GET PUT", Methods(service));
        Assert.Contains("Shelf 3\\nCrossdock shipment", service.Requests[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_give_the_carts_words_when_it_refuses()
    {
        var problem = await ProblemAsync(
            Service(_ =>
                Script.Json(
                    """{"errors":{"quantity":["exceeds the quantity left"],"base":["Order is void"]}}""",
                    HttpStatusCode.UnprocessableEntity
                )
            )
        );
        Assert.Equal(ConnectionProblem.Refused, problem.Problem);
        Assert.Contains("quantity exceeds the quantity left; Order is void", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Should_not_know_after_a_failure_of_the_cart(HttpStatusCode status) =>
        Assert.Equal(
            ConnectionProblem.Unclear,
            (await ProblemAsync(Service(_ => new HttpResponseMessage(status)))).Problem
        );

    [Fact]
    public async Task Should_not_know_after_a_dropped_connection() =>
        Assert.Equal(
            ConnectionProblem.Unclear,
            (await ProblemAsync(Service(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded)))).Problem
        );

    [Fact]
    public async Task Should_know_that_nothing_was_sent_without_a_connection() =>
        Assert.Equal(
            ConnectionProblem.Unreachable,
            (await ProblemAsync(Service(_ => throw new HttpRequestException(HttpRequestError.ConnectionError)))).Problem
        );
}
