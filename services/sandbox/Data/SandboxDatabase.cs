using Crossdock.Sandbox.Settings;
using Microsoft.Data.Sqlite;

namespace Crossdock.Sandbox.Data;

/// <summary>
/// Both systems' state, in memory behind one lock. A change is in the journal before the lock is released, so a restart loses nothing
/// that was answered. Code inside a change validates first and writes afterwards: there is no rollback.
/// </summary>
internal sealed class SandboxDatabase : IDisposable
{
    private readonly Lock access = new();
    private readonly List<Action<List<Entry>>> pending = [];
    private readonly JournalFile? journal;
    private readonly TimeProvider time;
    private Dictionary<int, Dictionary<int, decimal>>? committed;
    private bool hasNewWebhooks;

    public SandboxDatabase(SandboxOptions options)
    {
        time = options.Time;
        journal = options.Data is { } folder ? OpenJournal(folder) : null;
        Orders = Open<CartOrder>("orders", 1001);
        Lines = Open<CartLine>("order_line_items", 500_001);
        Addresses = Open<CartAddress>("addresses", 30_001);
        Companies = Open<CartCompany>("companies", 20_001);
        Variants = Open<CartVariant>("variants", 83_001);
        Locations = Open<CartLocation>("locations", 17_001);
        Fulfillments = Open<CartFulfillment>("fulfillments", 700_001);
        FulfillmentLines = Open<CartFulfillmentLine>("fulfillment_line_items", 800_001);
        Adjustments = Open<StockAdjustment>("stock_adjustments", 40_001);
        AdjustmentLines = Open<StockAdjustmentLine>("stock_adjustment_line_items", 60_001);
        Keys = Open<IdempotencyKey>("idempotency_keys", 1);
        Webhooks = Open<CartWebhook>("webhooks", 101);
        Deliveries = Open<WebhookDelivery>("webhook_deliveries", 1);
        Grants = Open<OAuthGrant>("oauth_grants", 1);
        Tickets = Open<Ticket>("tickets", 1);
        Receiving = Open<ReceivingTicket>("receiving_tickets", 1);
        Products = Open<WarehouseProduct>("products", 1);
        Stock = Open<StockRow>("stock", 1);
        Seeds = Open<SeedEntry>("seeds", 1);
    }

    private static JournalFile OpenJournal(string folder)
    {
        try
        {
            return new JournalFile(folder);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new SandboxSettingException(
                "Data",
                $"is {folder}, which cannot be written ({e.Message})",
                "a folder that can"
            );
        }
    }

    public Table<CartOrder> Orders { get; }
    public Table<CartLine> Lines { get; }
    public Table<CartAddress> Addresses { get; }
    public Table<CartCompany> Companies { get; }
    public Table<CartVariant> Variants { get; }
    public Table<CartLocation> Locations { get; }
    public Table<CartFulfillment> Fulfillments { get; }
    public Table<CartFulfillmentLine> FulfillmentLines { get; }
    public Table<StockAdjustment> Adjustments { get; }
    public Table<StockAdjustmentLine> AdjustmentLines { get; }
    public Table<IdempotencyKey> Keys { get; }
    public Table<CartWebhook> Webhooks { get; }
    public Table<WebhookDelivery> Deliveries { get; }
    public Table<OAuthGrant> Grants { get; }
    public Table<Ticket> Tickets { get; }
    public Table<ReceivingTicket> Receiving { get; }
    public Table<WarehouseProduct> Products { get; }
    public Table<StockRow> Stock { get; }
    public Table<SeedEntry> Seeds { get; }

    /// <summary>Called after a change that queued webhook calls is in the journal.</summary>
    public Action WebhooksQueued { get; set; } = () => { };

    /// <summary>Called, inside the lock, with each order that is shown to a client.</summary>
    public Action<CartOrder> OrderShown { get; set; } = _ => { };

    /// <summary>The time in UTC, cut to the millisecond that the cart's timestamps carry.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        }
    }

    /// <summary>Committed stock by variant id, then location id; computed again after a change.</summary>
    public Dictionary<int, Dictionary<int, decimal>> Committed => committed ??= CartRules.Committed(this);

    /// <summary>Calls <see cref="WebhooksQueued"/> when the current change is in the journal.</summary>
    public void NotifyWebhooksQueued() => hasNewWebhooks = true;

    public T Read<T>(Func<T> work)
    {
        lock (access)
        {
            return work();
        }
    }

    public T Change<T>(Func<T> work)
    {
        lock (access)
        {
            try
            {
                return work();
            }
            finally
            {
                Commit();
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
        lock (access)
        {
            journal?.Dispose();
        }
    }

    private void Commit()
    {
        if (pending.Count == 0)
        {
            return;
        }

        var entries = new List<Entry>();
        foreach (var collect in pending)
        {
            collect(entries);
        }

        pending.Clear();
        committed = null;
        journal?.Write(entries);
        if (hasNewWebhooks)
        {
            hasNewWebhooks = false;
            WebhooksQueued();
        }
    }

    private Table<T> Open<T>(string name, int firstId)
        where T : class, IRecord => new(name, firstId, () => Now, pending, journal?.Read(name) ?? []);
}
