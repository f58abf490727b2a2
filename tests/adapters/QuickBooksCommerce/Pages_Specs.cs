using System.Globalization;
using System.Net;
using System.Text.Json;
using Crossdock.Adapters;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>A service that gives smaller pages than asked for, and says in one way or another that there are more.</summary>
public sealed class When_pages_are_smaller_than_asked_for
{
    private const int Page = 100;
    private const int Orders = 250;

    [Theory]
    [InlineData("X-Pagination")]
    [InlineData("Link")]
    public async Task Should_read_on_to_the_end(string header)
    {
        using var service = new Script(sent => Answer(sent, header));
        var orders = await service.Cart().ReadAllAsync();
        Assert.Equal(Orders, orders.Count);
        Assert.All(orders, order => Assert.NotNull(order.ShipTo));
    }

    private static HttpResponseMessage Answer(Sent sent, string header)
    {
        object Order(int id) =>
            new
            {
                id,
                shipping_address_id = id,
                updated_at = DateTimeOffset.UnixEpoch.AddSeconds(id),
                order_line_item_ids = Array.Empty<int>(),
            };

        var name = sent.Path[1..];
        var from = sent.Query.TryGetValue("updated_at_min", out var text)
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeSeconds()
            : 0;
        var all = sent.Query.TryGetValue("ids", out var ids)
            ? [.. ids.Split(',').Select(id => int.Parse(id, CultureInfo.InvariantCulture))]
            : Enumerable.Range(1, Orders).Where(id => id >= from).ToList();
        var page = int.Parse(sent.Query["page"], CultureInfo.InvariantCulture);
        var more = page * Page < all.Count;
        var body = JsonSerializer.Serialize(
            new Dictionary<string, object> { [name] = all.Skip((page - 1) * Page).Take(Page).Select(Order) }
        );
        return header == "Link"
            ? Script.Json(
                body,
                headers: more ? [("Link", $"<http://cart.test/ajax/{name}?page={page + 1}>; rel=\"next\"")] : []
            )
            : Script.Json(body, headers: ("X-Pagination", JsonSerializer.Serialize(new { last_page = !more })));
    }
}

public sealed class When_webhooks_cannot_be_subscribed
{
    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task Should_not_stop_the_rest_of_the_connection(HttpStatusCode status)
    {
        using var service = new Script(_ => Script.Json("""{"message":"no"}""", status));
        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            service.Cart().SubscribeAsync(new Uri("https://hub.test/webhooks/a"), TestContext.Current.CancellationToken)
        );
        Assert.Equal(ConnectionProblem.Refused, problem.Problem);
        Assert.False(problem.ConcernsConnection);
    }
}
