using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Fuzz.Entrances;

/// <summary>Webhooks: anybody can send one, and the cart itself may sign anything.</summary>
internal sealed class WebhookEntrance : HubEntrance
{
    private const string Body =
        """{"object_id":3001,"event":"orders.update","object_type":"order","timestamp":"2026-03-01T00:00:00Z","resource_url":"/orders/3001"}""";

    public override string Name => "webhooks";

    public override async Task<Outcome> TryAsync(Random random)
    {
        var body = Mutator.ToBytes(Mutator.Mutate(Body, random), random);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/acme-cart")
        {
            Content = new ByteArrayContent(body),
        };
        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(Options.QuickBooksCommerce.ClientSecret), body)
        );
        var type = random.Next(10) == 0 ? "application/json; charset=nope" : "application/json";
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.TryAddWithoutValidation(
            "X-Gecko-Signature",
            random.Next(10) == 0
                ? new([.. Mutator.Mutate(signature, random).Where(char.IsAsciiLetterOrDigit)])
                : signature
        );
        return await SendAsync(request, body.Length, Convert.ToBase64String(body));
    }
}
