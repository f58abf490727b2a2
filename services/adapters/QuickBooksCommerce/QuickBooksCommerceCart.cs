using System.Globalization;
using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Orders;
using Crossdock.Adapters.QuickBooksCommerce.Shipments;
using Crossdock.Adapters.QuickBooksCommerce.SignIn;
using Crossdock.Adapters.QuickBooksCommerce.Stock;
using Crossdock.Adapters.QuickBooksCommerce.Webhooks;
using Crossdock.Contracts;

namespace Crossdock.Adapters.QuickBooksCommerce;

/// <summary>One QuickBooks Commerce account as a cart. Safe to use from several tasks at once.</summary>
public sealed class QuickBooksCommerceCart : INotifyingCart, IAuthorizing, ICountsCalls
{
    private readonly RateLimiter budget;
    private readonly Account account;
    private readonly OrderReading orders;
    private readonly ShipmentConfirmation shipments;
    private readonly StockSetting stock;
    private readonly OAuthSignIn? oauth;
    private readonly WebhookRegistration webhooks;

    /// <exception cref="SettingException">A setting is missing or broken.</exception>
    public QuickBooksCommerceCart(ConnectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var settings = QuickBooksCommerceSettings.From(context.Settings);
        var (name, time, logger) = (settings.Connection, context.Time, context.Logger);
        var transport = new Transport(context.CreateHttpClient(), settings.BaseAddress, settings.Timeout, time);
        oauth = settings.OAuth is { } known ? new OAuthSignIn(known, transport, context.Memory, time) : null;
        budget = new RateLimiter(settings.CallReserve, time);
        var client = new CommerceClient(transport, oauth ?? (ISignIn)new PrivilegedToken(settings.Token!), budget);
        account = new Account(client);
        webhooks = new WebhookRegistration(client, settings.WebhookSecret);
        var shared = new SharedSkus(name, logger);
        orders = new OrderReading(client, settings.Orders, new Currencies(client, time), shared);
        shipments = new ShipmentConfirmation(client, name, time, logger);
        stock = new StockSetting(
            client,
            new SkuList(client, settings.SkuListAge, time, name, logger),
            shared,
            account,
            new StockRules(settings.StockLocationId, settings.StockReason),
            name,
            logger
        );
    }

    public int? CallsLeft => budget.Left(Work.Urgent);

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

    public CartNotice ReadNotice(ReadOnlySpan<byte> body, Func<string, string?> header) => webhooks.Read(body, header);

    public Task SubscribeAsync(Uri address, CancellationToken cancellationToken) =>
        webhooks.SubscribeAsync(address, cancellationToken);

    public Task ConfirmShipmentAsync(ConfirmShipment shipment, bool maybeSent, CancellationToken cancellationToken) =>
        shipments.ConfirmAsync(shipment, maybeSent, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> SetStockAsync(
        IReadOnlyList<StockLevel> levels,
        string reference,
        CancellationToken cancellationToken
    ) => stock.SetAsync(levels, reference, cancellationToken);

    /// <summary>The page on which the merchant lets Crossdock in; null where the connection has a privileged token.</summary>
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
