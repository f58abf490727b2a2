using System.Security.Cryptography;
using System.Text;
using Crossdock.Adapters.QuickBooksCommerce.Webhooks;
using FsCheck;
using FsCheck.Fluent;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

public sealed class When_a_webhook_arrives
{
    private const string Secret = "app-secret";

    /// <summary>As seen in 2021.</summary>
    private static readonly byte[] Body =
        """{"object_id":100052429,"event":"fulfillment.create","timestamp":1630603604,"resource_url":"https://api.tradegecko.com/fulfillments/100052429.json","order_id":138840206}"""u8.ToArray();

    private static string Sign(byte[] body) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));

    [Fact]
    public void Should_accept_a_signature_made_elsewhere() =>
        // printf %s 'The quick brown fox jumps over the lazy dog' | openssl dgst -sha256 -hmac key -binary | base64
        Assert.True(
            WebhookSignature.IsValid(
                "key",
                "The quick brown fox jumps over the lazy dog"u8,
                "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg="
            )
        );

    [Fact]
    public void Should_refuse_a_body_that_was_touched() =>
        Prop.ForAll(
                Gen.Choose(0, Body.Length - 1).Zip(Gen.Choose(1, 255)).ToArbitrary(),
                touch =>
                {
                    var touched = (byte[])Body.Clone();
                    touched[touch.Item1] ^= (byte)touch.Item2;
                    return !WebhookSignature.IsValid(Secret, touched, Sign(Body));
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Should_refuse_a_header_that_is_no_signature(string? header) =>
        Assert.False(WebhookSignature.IsValid(Secret, Body, header));

    [Fact]
    public void Should_refuse_everything_without_a_secret() =>
        Assert.False(
            WebhookSignature.IsValid("", Body, Convert.ToBase64String(HMACSHA256.HashData(Array.Empty<byte>(), Body)))
        );

    [Fact]
    public void Should_say_what_changed() =>
        Assert.Equal(
            new WebhookEvent(
                "fulfillment.create",
                100052429,
                138840206,
                new DateTimeOffset(2021, 9, 2, 17, 26, 44, TimeSpan.Zero)
            ),
            WebhookEvent.Parse(Body)
        );

    [Fact]
    public void Should_name_the_order_of_an_order_event() =>
        Assert.Equal(5, WebhookEvent.Parse("""{"object_id":"5","event":"order.finalized"}"""u8)!.OrderId);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"event\":\"order.create\"}")]
    public void Should_know_what_is_no_event(string body) =>
        Assert.Null(WebhookEvent.Parse(Encoding.UTF8.GetBytes(body)));
}
