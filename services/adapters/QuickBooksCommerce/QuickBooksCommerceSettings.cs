using System.Globalization;
using Crossdock.Adapters.QuickBooksCommerce.Orders;

namespace Crossdock.Adapters.QuickBooksCommerce;

/// <summary>What OAuth needs to know.</summary>
/// <param name="ClientId">The application's id.</param>
/// <param name="ClientSecret">The application's secret; webhooks are signed with it too.</param>
/// <param name="RedirectUri">As registered with the application.</param>
/// <param name="RefreshToken">The first one; its successors live in the connection's memory.</param>
internal sealed record OAuthSettings(string ClientId, string ClientSecret, string RedirectUri, string? RefreshToken);

/// <summary>The settings of a QuickBooks Commerce connection, checked.</summary>
internal sealed record QuickBooksCommerceSettings
{
    public required string Connection { get; init; }

    /// <summary>Ends with a slash, so that a path before the API is kept.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>Of one call.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The privileged access token; null where OAuth is used.</summary>
    public string? Token { get; init; }
    public OAuthSettings? OAuth { get; init; }

    /// <summary>The application's secret, which signs webhooks; null where none are taken.</summary>
    public string? WebhookSecret { get; init; }
    public required OrderRules Orders { get; init; }

    /// <summary>Where stock is set; null stands for the account's primary location.</summary>
    public long? StockLocationId { get; init; }
    public required string StockReason { get; init; }

    /// <summary>How long the list of SKUs is good.</summary>
    public required TimeSpan SkuListAge { get; init; }

    /// <summary>Calls of each window that only shipments may use.</summary>
    public required int CallReserve { get; init; }

    public static QuickBooksCommerceSettings From(ConnectionSettings settings)
    {
        var token = settings.Find("Token");
        return new()
        {
            Connection = settings.Name,
            BaseAddress = Address(settings),
            Timeout = settings.FindTime("Timeout", TimeSpan.FromSeconds(30)),
            Token = token,
            OAuth = token is null ? OAuthFrom(settings) : null,
            WebhookSecret = settings.Find("WebhookSecret") ?? settings.Find("ClientSecret"),
            Orders = new OrderRules(
                // [?] Which statuses commit stock is not known. Finalized is the first that the product itself calls settled;
                // shops that ship from active orders add it here.
                Words(settings.Find("ReadyStatuses") ?? "finalized").ToHashSet(StringComparer.OrdinalIgnoreCase),
                ShipMethodSources(settings)
            )
            {
                Locations = Locations(settings),
                SendDaysAhead = settings.FindInt("SendDaysAhead", OrderRules.DefaultSendDaysAhead, 0, 3650),
                CancelDaysAfter = settings.Find("CancelDaysAfter") is null
                    ? null
                    : settings.FindInt("CancelDaysAfter", 0, 0, 3650),
            },
            StockLocationId = settings.Find("StockLocationId") is null
                ? null
                : settings.FindInt("StockLocationId", 0, 1, int.MaxValue),
            // Seen in recorded adjustments; the documented reasons all say why goods came or went, which we do not know.
            StockReason = settings.Find("StockReason") ?? "stocktake",
            SkuListAge = settings.FindTime("SkuListAge", TimeSpan.FromHours(1)),
            CallReserve = settings.FindInt("CallReserve", 60, 0, 299),
        };
    }

    private static Uri Address(ConnectionSettings settings)
    {
        const string key = "Address";
        if (settings.Find(key) is null)
        {
            return new Uri("https://api.tradegecko.com/");
        }

        var address = settings.RequireAddress(key, "set the API's root, for example https://api.tradegecko.com");
        return address.AbsolutePath.EndsWith('/')
            ? address
            : new UriBuilder(address) { Path = address.AbsolutePath + "/" }.Uri;
    }

    private static OAuthSettings OAuthFrom(ConnectionSettings settings)
    {
        const string toDo =
            "set Token to a privileged access token, or ClientId, ClientSecret, RedirectUri and RefreshToken for OAuth";
        return new(
            settings.Require("ClientId", toDo),
            settings.Require("ClientSecret", toDo),
            settings.Require("RedirectUri", toDo),
            settings.Find("RefreshToken")
        );
    }

    private static List<ShipMethodSource> ShipMethodSources(ConnectionSettings settings)
    {
        const string key = "ShipMethodFrom";
        var text = settings.Find(key) ?? ShipMethodSource.Default;
        return
        [
            .. Words(text)
                .Select(word =>
                    ShipMethodSource.Parse(word)
                    ?? throw settings.Broken(
                        key,
                        $"has \"{word}\"",
                        $"list line, tag=<prefix> and note=<prefix> in the order to look, for example {ShipMethodSource.Default}"
                    )
                ),
        ];
    }

    private static HashSet<long> Locations(ConnectionSettings settings)
    {
        const string key = "ShipLocationIds";
        return
        [
            .. Words(settings.Find(key) ?? "")
                .Select(word =>
                    long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
                        ? id
                        : throw settings.Broken(
                            key,
                            $"has \"{word}\"",
                            "list the ids of the stock locations whose orders this connection ships, for example 17001, 17002"
                        )
                ),
        ];
    }

    private static string[] Words(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
