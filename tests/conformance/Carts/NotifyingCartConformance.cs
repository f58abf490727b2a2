using System.Text.Json;
using Crossdock.Adapters;

namespace Crossdock.Conformance.Carts;

/// <summary>What every <see cref="INotifyingCart"/> promises beside what every cart does.</summary>
public abstract class NotifyingCartConformance<THarness> : CartConformance<THarness>
    where THarness : class, INotifyingCartHarness, new()
{
    private INotifyingCart Cart => Assert.IsType<INotifyingCart>(Adapter, exactMatch: false);

    [Fact]
    public async Task Should_give_one_order_as_the_list_does()
    {
        var listed = await PlacedAsync("T-1");

        var read = await Cart.ReadOrderAsync(listed.CartOrderId, Ct);

        Assert.Equal(JsonSerializer.Serialize(listed), JsonSerializer.Serialize(read));
    }

    [Fact]
    public async Task Should_give_several_orders_as_the_list_does()
    {
        CartOrder[] listed = [await PlacedAsync("T-1"), await PlacedAsync("T-2")];
        List<string> ids = [.. listed.Select(order => order.CartOrderId)];

        var read = await Cart.ReadOrdersAsync([ids[1], "987654321", "no id at all", ids[0]], Ct);

        Assert.Equal(
            JsonSerializer.Serialize(listed),
            JsonSerializer.Serialize(read.OrderBy(o => ids.IndexOf(o.CartOrderId)))
        );
        Assert.Equal(ids[..1], (await Cart.ReadOrdersAsync(ids[..1], Ct)).Select(order => order.CartOrderId));
    }

    [Theory]
    [InlineData("987654321")]
    [InlineData("-1")]
    [InlineData("no id at all")]
    [InlineData("../accounts/current")]
    [InlineData("")]
    public async Task Should_have_no_order_that_the_cart_has_not(string id) =>
        Assert.Null(await Cart.ReadOrderAsync(id, Ct));

    [Fact]
    public async Task Should_have_notices_sent_once_however_often_it_asks_for_them()
    {
        var address = new Uri("http://127.0.0.1:1/webhooks/harness");

        await Cart.SubscribeAsync(address, Ct);
        var subscribed = await Harness.SubscriptionsAsync(address);
        Harness.Renew();
        await Cart.SubscribeAsync(address, Ct);

        Assert.NotEqual(0, subscribed);
        Assert.Equal(subscribed, await Harness.SubscriptionsAsync(address));
    }

    [Fact]
    public void Should_read_a_notice_of_the_cart()
    {
        var notice = Harness.NoticeOf("1042");

        Assert.Equal(new CartNotice(true, "1042"), Read(notice.Body, notice.Headers));
    }

    [Fact]
    public void Should_take_no_notice_of_anybody_else()
    {
        var (body, headers) = Harness.NoticeOf("1042");
        var other = Harness.NoticeOf("1043").Headers;
        var touched = (byte[])body.Clone();
        touched[^2] ^= 1;

        foreach (var stranger in new[] { touched, [], [0xFF, 0x00], body[..^1] })
        {
            Assert.False(Read(stranger, headers).IsAuthentic);
        }

        Assert.False(Read(body, other).IsAuthentic);
        Assert.False(Read(body, new Dictionary<string, string>()).IsAuthentic);
        Assert.False(Read(body, headers.ToDictionary(one => one.Key, _ => "=%=")).IsAuthentic);
    }

    private CartNotice Read(byte[] body, IReadOnlyDictionary<string, string> headers) =>
        Cart.ReadNotice(body, name => headers.GetValueOrDefault(name));
}
