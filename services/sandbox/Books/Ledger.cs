namespace Crossdock.Sandbox.Books;

/// <summary>
/// All that the sandbox knows. State lives in memory behind one gate; a change is on disk before the gate opens again, so
/// nothing is answered that a restart would forget. Code inside a change checks first and changes afterwards.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Action<List<Entry>>> _pending = [];
    private readonly BookFile? _file;
    private readonly TimeProvider _time;
    private Dictionary<int, Dictionary<int, decimal>>? _committed;

    private bool _ring;

    public Ledger(SandboxOptions options)
    {
        _time = options.Time;
        Orders = new("orders", 1001, _pending);
        Lines = new("order_line_items", 500_001, _pending);
        Addresses = new("addresses", 30_001, _pending);
        Companies = new("companies", 20_001, _pending);
        Variants = new("variants", 83_001, _pending);
        Locations = new("locations", 17_001, _pending);
        Fulfillments = new("fulfillments", 700_001, _pending);
        FulfillmentLines = new("fulfillment_line_items", 800_001, _pending);
        Adjustments = new("stock_adjustments", 40_001, _pending);
        AdjustmentLines = new("stock_adjustment_line_items", 60_001, _pending);
        Keys = new("idempotency_keys", 1, _pending);
        Webhooks = new("webhooks", 101, _pending);
        Deliveries = new("webhook_deliveries", 1, _pending);
        Grants = new("oauth_grants", 1, _pending);
        Tickets = new("tickets", 1, _pending);
        Receiving = new("receiving_tickets", 1, _pending);
        Products = new("products", 1, _pending);
        Stock = new("stock", 1, _pending);
        Seeds = new("seeds", 1, _pending);
        if (options.Data is { } folder)
        {
            _file = new BookFile(folder);
            Load(Orders);
            Load(Lines);
            Load(Addresses);
            Load(Companies);
            Load(Variants);
            Load(Locations);
            Load(Fulfillments);
            Load(FulfillmentLines);
            Load(Adjustments);
            Load(AdjustmentLines);
            Load(Keys);
            Load(Webhooks);
            Load(Deliveries);
            Load(Grants);
            Load(Tickets);
            Load(Receiving);
            Load(Products);
            Load(Stock);
            Load(Seeds);
        }
    }

    public Shelf<CartOrder> Orders { get; }
    public Shelf<CartLine> Lines { get; }
    public Shelf<CartAddress> Addresses { get; }
    public Shelf<CartCompany> Companies { get; }
    public Shelf<CartVariant> Variants { get; }
    public Shelf<CartLocation> Locations { get; }
    public Shelf<CartFulfillment> Fulfillments { get; }
    public Shelf<CartFulfillmentLine> FulfillmentLines { get; }
    public Shelf<StockAdjustment> Adjustments { get; }
    public Shelf<StockAdjustmentLine> AdjustmentLines { get; }
    public Shelf<IdempotencyKey> Keys { get; }
    public Shelf<CartWebhook> Webhooks { get; }
    public Shelf<WebhookDelivery> Deliveries { get; }
    public Shelf<OAuthGrant> Grants { get; }
    public Shelf<Ticket> Tickets { get; }
    public Shelf<ReceivingTicket> Receiving { get; }
    public Shelf<WarehouseProduct> Products { get; }
    public Shelf<StockRow> Stock { get; }
    public Shelf<SeedEntry> Seeds { get; }

    /// <summary>Called when webhook calls were queued, and are on disk.</summary>
    public Action Announced { get; set; } = () => { };

    /// <summary>The time in UTC, cut to the millisecond that the cart's timestamps carry.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = _time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        }
    }

    /// <summary>Committed stock by variant id, then location id; worked out again after a change.</summary>
    public Dictionary<int, Dictionary<int, decimal>> Committed => _committed ??= CartRules.Committed(this);

    /// <summary>Has <see cref="Announced"/> raised when the change is on disk.</summary>
    public void RingAfterChange() => _ring = true;

    public T Read<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    public T Change<T>(Func<T> work)
    {
        lock (_gate)
        {
            try
            {
                return work();
            }
            finally
            {
                WriteThrough();
            }
        }
    }

    public void Change(Action work) =>
        Change(() =>
        {
            work();
            return true;
        });

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
        }
    }

    private void WriteThrough()
    {
        if (_pending.Count == 0)
        {
            return;
        }
        var entries = new List<Entry>();
        foreach (var collect in _pending)
        {
            collect(entries);
        }
        _pending.Clear();
        _committed = null;
        _file?.Write(entries);
        if (_ring)
        {
            _ring = false;
            Announced();
        }
    }

    private void Load<T>(Shelf<T> shelf)
        where T : class, IRecord => shelf.Load(_file!.Read(shelf.Name));
}
