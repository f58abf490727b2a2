using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Crossdock.Adapters.QuickBooksCommerce;
using Crossdock.Conformance;
using Crossdock.Conformance.Carts;

namespace Crossdock.Adapters.Tests;

public sealed class When_QuickBooks_Commerce_is_the_cart : NotifyingCartConformance<QuickBooksCommerceHarness>;

public sealed class When_QuickBooks_Commerce_lets_Crossdock_in_by_OAuth : NotifyingCartConformance<OAuthHarness>;

/// <summary>QuickBooks Commerce as the sandbox plays it, with a privileged token, which never goes stale.</summary>
public class QuickBooksCommerceHarness : SandboxHarness<ICart>, INotifyingCartHarness
{
    public static int PageSize => 250;

    public IReadOnlyList<string> Skus { get; } =
    [
        .. new[]
        {
            "MUG",
            "TEE",
            "TOTE",
            "LAMP",
            "PEN",
            "SCARF",
            "BOWL",
            "CLOCK",
            "NOTE",
            "CANDLE",
            "APRON",
            "FLASK",
        }.SelectMany(thing => new[] { $"{thing}-BLU", $"{thing}-SAN", $"{thing}-BLA" }),
    ];

    public string UnfitSku => "NO-SUCH-SKU";

    public override IReadOnlyList<string> Secrets => [Options.QuickBooksCommerce.Token];

    private protected override string Path => "/qbc/";

    private protected override string Operations => "qbc *";

    public Task PlaceAsync(TestOrder order) =>
        PostAsync(
            "/sandbox/orders",
            new
            {
                order.Number,
                order.ShipMethod,
                order.Notes,
                issuedAt = order.OrderedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                lines = order.Lines.Select(line => new
                {
                    line.Sku,
                    line.Quantity,
                    price = line.ListPrice,
                    line.Discount,
                }),
                shipTo = new
                {
                    order.ShipTo.FirstName,
                    order.ShipTo.LastName,
                    companyName = order.ShipTo.Company,
                    address1 = order.ShipTo.Line1,
                    address2 = order.ShipTo.Line2,
                    order.ShipTo.City,
                    order.ShipTo.State,
                    zipCode = order.ShipTo.PostalCode,
                    order.ShipTo.Country,
                    order.ShipTo.CountryCode,
                    phoneNumber = order.ShipTo.Phone,
                    order.ShipTo.Email,
                },
            }
        );

    /// <summary>An order without an address.</summary>
    public Task PlaceBrokenAsync(string number) => PostAsync("/sandbox/orders", new { number, shipTo = (object?)null });

    public async Task EditAsync(string number, string notes) =>
        await PostAsync($"/sandbox/orders/{(await OrderAsync(number))["id"]}/edit", new { notes });

    public async Task VoidAsync(string number) =>
        await PostAsync($"/sandbox/orders/{(await OrderAsync(number))["id"]}/void");

    public async Task<IReadOnlyList<ShownParcel>> ParcelsAsync(string number) =>
        [
            .. (await OrderAsync(number))["fulfillments"]!
                .AsArray()
                .Select(one => new ShownParcel(
                    (string)one!["trackingNumber"]!,
                    (string?)one["trackingCompany"],
                    one["lines"]!
                        .AsArray()
                        .ToDictionary(line => line!["orderLine"]!.ToString(), line => (decimal)line!["quantity"]!)
                )),
        ];

    public async Task<decimal?> ShownAsync(string sku) =>
        (await GetAsync("/sandbox/stock"))["cart"]!.AsArray().First(one => (string?)one!["sku"] == sku)!["onHand"]!
            .AsObject()
            .Sum(place => (decimal)place.Value!);

    public async Task<int> SubscriptionsAsync(Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf("/qbc/webhooks"));
        request.Headers.Authorization = new("Bearer", Options.QuickBooksCommerce.Token);
        return (await SendAsync(request))["webhooks"]!
            .AsArray()
            .Count(one =>
                (string?)one!["address"] == address.AbsoluteUri
                && ((string?)one["event"])!.StartsWith("order.", StringComparison.Ordinal)
            );
    }

    public Notice NoticeOf(string cartOrderId)
    {
        var body = Encoding.UTF8.GetBytes(
            $$"""{"object_id":{{cartOrderId}},"event":"order.create","timestamp":1630603604}"""
        );
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Options.QuickBooksCommerce.ClientSecret), body);
        return new(body, new Dictionary<string, string> { ["X-Gecko-Signature"] = Convert.ToBase64String(signature) });
    }

    protected override ICart Connect(Uri address, bool wrongCredentials, AdapterContext context) =>
        new QuickBooksCommerceAdapter().Connect(
            context,
            ("Address", address.ToString()),
            ("Token", wrongCredentials ? "wrong" : Options.QuickBooksCommerce.Token),
            ("WebhookSecret", Options.QuickBooksCommerce.ClientSecret)
        );

    private async Task<JsonNode> OrderAsync(string number) =>
        (await GetAsync($"/sandbox/orders?number={number}")).AsArray().Single()!;
}
