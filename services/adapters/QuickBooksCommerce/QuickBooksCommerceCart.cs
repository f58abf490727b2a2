using System.Globalization;
using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Orders;
using Crossdock.Adapters.QuickBooksCommerce.Shipments;
using Crossdock.Adapters.QuickBooksCommerce.SignIn;
using Crossdock.Adapters.QuickBooksCommerce.Stock;
using Crossdock.Adapters.QuickBooksCommerce.Webhooks;
using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Crossdock.Contracts;
using Refit;

namespace Crossdock.Adapters.QuickBooksCommerce;

/// <summary>One QuickBooks Commerce account as a cart. Safe to use from several tasks at once.</summary>
public sealed class QuickBooksCommerceCart : INotifyingCart, ISearchableCart, IAuthorizing, ICountsCalls
{
    private readonly ICommerceApi api;
    private readonly RateLimiter limiter;
    private readonly Account account;
    private readonly OrderReading orders;
    private readonly ShipmentConfirmation shipments;
    private readonly StockSetting stock;
    private readonly OAuthSignIn? oauth;
    private readonly WebhookRegistration webhooks;

    internal QuickBooksCommerceCart(QuickBooksCommerceSettings settings, AdapterContext context)
    {
        var (name, time, logger) = (context.Connection, context.Time, context.Logger);
        oauth = settings.OAuth is { } known
            ? new OAuthSignIn(
                known,
                settings.BaseAddress,
                Api<ITokenApi>(new OAuthSignIn.Call(settings.Timeout, time)),
                context.State,
                time
            )
            : null;
        limiter = new RateLimiter(settings.CallReserve, time);
        api = Api<ICommerceApi>(
            new TokenHandler(oauth ?? (ISignIn)new PrivilegedToken(settings.Token!)),
            new CommerceCall(settings.Timeout, limiter, time),
            new RateLimitHandler(limiter)
        );
        account = new Account(api);
        webhooks = new WebhookRegistration(api, settings.WebhookKey);
        var shared = new SharedSkus(name, logger);
        orders = new OrderReading(
            api,
            limiter,
            settings.Orders,
            new Currencies(api, time),
            shared,
            context.Unreadable,
            name,
            logger
        );
        shipments = new ShipmentConfirmation(api, name, time, logger);
        stock = new StockSetting(
            api,
            new SkuList(api, settings.SkuListAge, time, name, logger),
            shared,
            account,
            new StockRules(settings.StockLocationId, settings.StockReason),
            name,
            logger
        );

        T Api<T>(params ReadOnlySpan<DelegatingHandler> handlers)
        {
            var http = context.CreateHttpClient(handlers);
            http.BaseAddress = settings.BaseAddress;
            http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
            return RestService.ForGenerated<T>(http, new RefitSettings(new WireSerializer()));
        }
    }

    public int? CallsLeft => limiter.Left(Work.Urgent);

    public async Task<string> TestAsync(CancellationToken cancellationToken)
    {
        var found = await account.ReadAsync(Work.Urgent, cancellationToken);
        return $"Signed in to {found.Name ?? "an account without a name"} at QuickBooks Commerce";
    }

    public IAsyncEnumerable<IReadOnlyList<CartOrder>> OrdersChangedSinceAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => orders.ChangedSinceAsync(since, cancellationToken);

    public Task<CartOrder?> ReadOrderAsync(string cartOrderId, CancellationToken cancellationToken) =>
        long.TryParse(cartOrderId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? orders.ReadAsync(id, cancellationToken)
            : Task.FromResult<CartOrder?>(null);

    public Task<IReadOnlyList<CartOrder>> ReadOrdersAsync(
        IReadOnlyList<string> cartOrderIds,
        CancellationToken cancellationToken
    ) =>
        orders.ReadAsync(
            [
                .. cartOrderIds
                    .Select(text =>
                        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1
                    )
                    .Where(id => id >= 0),
            ],
            cancellationToken
        );

    public Task<IReadOnlyList<CartOrder>> FindOrdersAsync(string orderNumber, CancellationToken cancellationToken) =>
        orders.FindAsync(orderNumber, cancellationToken);

    public Task<int> CountOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        orders.CountAsync(from, to, cancellationToken);

    public CartNotice ReadNotice(ReadOnlySpan<byte> body, Func<string, string?> header) => webhooks.Read(body, header);

    public Task SubscribeAsync(Uri address, CancellationToken cancellationToken) =>
        webhooks.SubscribeAsync(address, cancellationToken);

    public Task ConfirmShipmentAsync(ConfirmShipment shipment, bool maybeSent, CancellationToken cancellationToken) =>
        shipments.ConfirmAsync(shipment, maybeSent, cancellationToken);

    public async Task<IReadOnlyList<CartParcel>?> ListParcelsAsync(
        IReadOnlyList<string> cartOrderIds,
        CancellationToken cancellationToken
    ) =>
        await ParcelList.ReadAsync(
            api,
            cartOrderIds.Select(id => long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture)),
            cancellationToken
        );

    public Task<IReadOnlyDictionary<string, string>> SetStockAsync(
        IReadOnlyList<StockLevel> levels,
        string reference,
        CancellationToken cancellationToken
    ) => stock.SetAsync(levels, reference, cancellationToken);

    /// <summary>The page on which the merchant authorizes Crossdock; null where the connection has a privileged token.</summary>
    /// <param name="state">Comes back with the code: unguessable, and good for one round.</param>
    public Uri? AuthorizationAddress(string state) => oauth?.AuthorizationAddress(state);

    /// <summary>Takes the code that came back from <see cref="AuthorizationAddress"/>; the connection works from then on.</summary>
    public Task AuthorizeAsync(string code, CancellationToken cancellationToken) =>
        oauth?.ExchangeCodeAsync(code, cancellationToken)
        ?? throw new ConnectionProblemException(
            ConnectionProblem.Refused,
            "This connection signs in with Token and takes no authorization code"
        );
}
