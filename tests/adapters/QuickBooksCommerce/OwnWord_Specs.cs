using System.Net;
using System.Text;
using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>Only the service's own word counts as an answer to a write: a gateway may change any status of a write that was done.</summary>
public sealed class When_a_write_is_answered
{
    private static readonly StockLevel Level = new()
    {
        Sku = "A",
        OnHand = 9,
        AsOf = DateTimeOffset.UnixEpoch,
    };

    private static readonly ConfirmShipment Shipment = new()
    {
        ShipmentId = Guid.Parse("6f9619ff-8b86-4011-b42d-00cf4fc964ff"),
        OrderId = Guid.Empty,
        Connection = "acme-qbc",
        Merchant = "acme",
        CartOrderId = "2",
        OrderNumber = "SO0002",
        TrackingNumber = "1Z999",
        ShippedAt = new DateTimeOffset(2026, 11, 20, 15, 4, 5, TimeSpan.Zero),
        Lines = [new() { LineId = "3", Quantity = 2 }],
    };

    public static TheoryData<int> Statuses =>
        [
            200,
            201,
            301,
            302,
            400,
            401,
            402,
            403,
            404,
            405,
            407,
            408,
            409,
            410,
            413,
            415,
            422,
            423,
            425,
            429,
            451,
            499,
            500,
            502,
            503,
            504,
        ];

    public static IReadOnlyList<string> Strangers =>
        ["", "<html>Blocked</html>", """{"message":"Forbidden"}""", """{"error":"Too many"}""", "{}", """{"fulfil"""];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>All writes that the adapter makes; what is packed there is taken over by a PUT.</summary>
    private static IEnumerable<Func<Script, Task>> Writes =>
        [
            service => service.Cart().ConfirmShipmentAsync(Shipment, maybeSent: false, Ct),
            service => service.Cart().ConfirmShipmentAsync(Shipment, maybeSent: true, Ct),
            service => service.Cart().SetStockAsync([Level], "batch-7", Ct),
            service => service.Cart().SubscribeAsync(new Uri("https://hub.test/webhooks/a"), Ct),
        ];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Should_not_know_after_an_answer_that_is_not_the_services(int status)
    {
        foreach (var write in Writes)
        {
            foreach (var body in Strangers)
            {
                using var service = Service(status, body);

                var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() => write(service));

                Assert.Equal((ConnectionProblem.Unclear, false), (problem.Problem, problem.NothingWasDone));
                Assert.Single(service.Requests, sent => sent.Method != "GET");
            }
        }
    }

    [Theory]
    [InlineData(400, """{"type":"Bad Request","message":"no"}""", ConnectionProblem.Refused)]
    [InlineData(401, """{"type":"unauthorized","message":"no"}""", ConnectionProblem.Credentials)]
    [InlineData(402, """{"type":"Payment Required","message":"no"}""", ConnectionProblem.Credentials)]
    [InlineData(403, """{"type":"Forbidden","message":"no"}""", ConnectionProblem.Credentials)]
    [InlineData(404, """{"type":"Not Found","message":"no"}""", ConnectionProblem.Refused)]
    [InlineData(422, """{"errors":{"base":["no"]}}""", ConnectionProblem.Refused)]
    [InlineData(500, """{"type":"Error","message":"no"}""", ConnectionProblem.Unclear)]
    [InlineData(503, """{"type":"Error","message":"no"}""", ConnectionProblem.Unclear)]
    public async Task Should_believe_the_services_own_error(int status, string body, ConnectionProblem expected)
    {
        using var service = Service(status, body);

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            service.Cart().ConfirmShipmentAsync(Shipment, maybeSent: false, Ct)
        );

        Assert.Equal(expected, problem.Problem);
    }

    [Fact]
    public async Task Should_believe_the_services_own_rate_limit()
    {
        using var service = Service(
            429,
            """{"error":"You have exceeded the API rate limit. Please retry later."}""",
            ("X-Rate-Limit-Limit", "300")
        );

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            service.Cart().ConfirmShipmentAsync(Shipment, maybeSent: false, Ct)
        );

        Assert.Equal(ConnectionProblem.Throttled, problem.Problem);
    }

    /// <summary>Reads are answered; every write is answered with the given.</summary>
    private static Script Service(int status, string body, params (string Name, string Value)[] headers) =>
        new(sent =>
        {
            if (sent.Method == "GET")
            {
                return Script.Json(
                    """
                    {"variants":[{"id":1,"sku":"A","locations":[{"location_id":1,"stock_on_hand":"1"}]}],"webhooks":[],
                     "account":{"primary_location_id":1},"order_line_items":[],"stock_adjustments":[],
                     "fulfillments":[{"id":8,"status":"packed","notes":"Crossdock shipment 6f9619ff-8b86-4011-b42d-00cf4fc964ff"}]}
                    """,
                    headers: ("X-Pagination", """{"last_page":true}""")
                );
            }

            var response = new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            foreach (var (name, value) in headers)
            {
                response.Headers.Add(name, value);
            }

            return response;
        });
}
