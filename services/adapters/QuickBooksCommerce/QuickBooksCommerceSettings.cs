using System.Globalization;
using Crossdock.Adapters.QuickBooksCommerce.Orders;

namespace Crossdock.Adapters.QuickBooksCommerce;

/// <summary>What OAuth needs to know.</summary>
/// <param name="ClientId">The application's id.</param>
/// <param name="ClientSecret">The application's secret; webhooks are signed with it too.</param>
/// <param name="RedirectUri">As registered with the application.</param>
/// <param name="RefreshToken">The first one; its successors are kept in the adapter state.</param>
internal sealed record OAuthSettings(string ClientId, string ClientSecret, string RedirectUri, string? RefreshToken);

/// <summary>The settings of a connection to QuickBooks Commerce.</summary>
public sealed class QuickBooksCommerceSettings : NotifyingCartSettings
{
    private const string SignIn =
        "set Token to a privileged access token, or ClientId, ClientSecret, RedirectUri and RefreshToken for OAuth";

    [Setting("the root of the API, for example https://api.tradegecko.com")]
    public Uri Address { get; init; } = new("https://api.tradegecko.com");

    [Setting("a privileged access token; it takes precedence over OAuth", Secret = true)]
    public string? Token { get; init; }

    [Setting("the id of the OAuth application; required without Token")]
    public string? ClientId { get; init; }

    [Setting("the secret of the OAuth application; required without Token", Secret = true)]
    public string? ClientSecret { get; init; }

    [Setting("the address that is registered with the OAuth application; required without Token")]
    public string? RedirectUri { get; init; }

    [Setting("the first refresh token of OAuth; its successors are kept in the store", Secret = true)]
    public string? RefreshToken { get; init; }

    [Setting("the secret that signs webhooks; if empty, ClientSecret", Secret = true)]
    public string? WebhookSecret { get; init; }

    // [?] Which statuses commit stock is not known. Finalized is the first that the product itself calls settled; shops that ship from
    // active orders add it here.
    [Setting("the order statuses that are ready to ship")]
    public IReadOnlyList<string> ReadyStatuses { get; init; } = ["finalized"];

    [Setting("where to look for the ship method, in this order: line, tag=<prefix>, note=<prefix>")]
    public IReadOnlyList<string> ShipMethodFrom { get; init; } = ["line", "tag=ship:", "note=ship:"];

    [Setting(
        "the ids of the stock locations whose orders this connection ships, for example 17001, 17002; if empty, all"
    )]
    public IReadOnlyList<string> ShipLocationIds { get; init; } = [];

    [Setting("how many days before its ship date an order is given to the warehouse", Max = 3650)]
    public int SendDaysAhead { get; init; } = OrderRules.DefaultSendDaysAhead;

    [Setting(
        "how many days after its ship date the warehouse may still ship an order; if empty, without end",
        Max = 3650
    )]
    public int? CancelDaysAfter { get; init; }

    [Setting("the location where stock is set; if empty, the account's primary location", Min = 1)]
    public int? StockLocationId { get; init; }

    // Seen in recorded adjustments; the documented reasons all say why goods came or went, which we do not know.
    [Setting("the reason of stock adjustments that the cart displays")]
    public string StockReason { get; init; } = "stocktake";

    [Setting("how long the list of SKUs is used before its changes are read; all of it is read once a day")]
    public TimeSpan SkuListAge { get; init; } = TimeSpan.FromHours(1);

    [Setting("the calls per rate-limit window that are reserved for shipments", Max = 299)]
    public int CallReserve { get; init; } = 60;

    /// <summary>Ends with a slash, so that a path before the API is kept.</summary>
    internal Uri BaseAddress =>
        Address.AbsolutePath.EndsWith('/')
            ? Address
            : new UriBuilder(Address) { Path = Address.AbsolutePath + "/" }.Uri;

    /// <summary>Null if <see cref="Token"/> is used.</summary>
    internal OAuthSettings? OAuth => Token is null ? new(ClientId!, ClientSecret!, RedirectUri!, RefreshToken) : null;

    /// <summary>Null if no webhooks are accepted.</summary>
    internal string? WebhookKey => WebhookSecret ?? ClientSecret;

    internal OrderRules Orders =>
        new(
            ReadyStatuses.ToHashSet(StringComparer.OrdinalIgnoreCase),
            [.. ShipMethodFrom.Select(ShipMethodSource.Parse).OfType<ShipMethodSource>()]
        )
        {
            Locations = ShipLocationIds.Select(LocationId).OfType<long>().ToHashSet(),
            SendDaysAhead = SendDaysAhead,
            CancelDaysAfter = CancelDaysAfter,
        };

    public override IEnumerable<SettingProblem> Validate()
    {
        if (Token is null)
        {
            (string Name, string? Value)[] needed =
            [
                (nameof(ClientId), ClientId),
                (nameof(ClientSecret), ClientSecret),
                (nameof(RedirectUri), RedirectUri),
            ];
            foreach (var (name, _) in needed.Where(one => one.Value is null))
            {
                yield return new(name, "is missing", SignIn);
            }
        }

        foreach (var place in ShipMethodFrom.Where(place => ShipMethodSource.Parse(place) is null))
        {
            yield return new(
                nameof(ShipMethodFrom),
                $"has \"{place}\"",
                "list line, tag=<prefix> and note=<prefix> in the order to look, for example line, tag=ship:, note=ship:"
            );
        }

        foreach (var place in ShipLocationIds.Where(place => LocationId(place) is null))
        {
            yield return new(
                nameof(ShipLocationIds),
                $"has \"{place}\"",
                "list the ids of the stock locations whose orders this connection ships, for example 17001, 17002"
            );
        }
    }

    private static long? LocationId(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
}
