using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;

namespace Crossdock.CartAdapter.Pull;

/// <summary>Reads orders from a cart because a person asks for them, and stores what is new or has changed. Safe to repeat.</summary>
public sealed class OrderPull(CartOrderStore store, IDocuments<CartOrderDocument> orders, TimeProvider time)
{
    /// <summary>In one request; more are read with the next one.</summary>
    private const int MaxOrders = 1000;

    /// <summary>The orders with a number: as the cart finds it, or as they are known here.</summary>
    public async Task<IReadOnlyList<CartOrder>> FindAsync(
        Connection<ICart> connection,
        string number,
        CancellationToken cancellationToken
    )
    {
        if (connection.External is ISearchableCart cart)
        {
            return await cart.FindOrdersAsync(number, cancellationToken);
        }

        if (connection.External is not INotifyingCart known)
        {
            throw new SettingException(
                "number",
                $"cannot be looked for in {connection.Settings.Name}",
                "pull the range in which the order was changed"
            );
        }

        var found = new List<CartOrder>();
        var query = CartOrderDocument.ByNumber.Where(number, connection.Settings.Name);
        foreach (var document in await orders.QueryAsync(query, cancellationToken))
        {
            if (await known.ReadOrderAsync(document.CartOrderId, cancellationToken) is { } order)
            {
                found.Add(order);
            }
        }

        return found;
    }

    /// <summary>Stores the orders; those that are as they were are published again.</summary>
    public async Task<IReadOnlyList<PulledOrder>> KeepAsync(
        Connection<ICart> connection,
        IReadOnlyList<CartOrder> read,
        DateTimeOffset readAt,
        CancellationToken cancellationToken
    ) =>
        await Task.WhenAll(
            read.Select(order => KeepAsync(connection, order, readAt, republish: true, cancellationToken))
        );

    /// <summary>Reads and stores the orders that were changed in a range, oldest change first.</summary>
    public async Task<(IReadOnlyList<PulledOrder> Orders, DateTimeOffset? Next)> KeepAsync(
        Connection<ICart> connection,
        DateTimeOffset from,
        DateTimeOffset to,
        bool republish,
        CancellationToken cancellationToken
    )
    {
        var kept = new List<PulledOrder>();
        var reached = from;
        var began = time.GetUtcNow();
        await foreach (var page in connection.External.OrdersChangedSinceAsync(from, cancellationToken))
        {
            // A page without a time within the range is behind its end: orders come oldest change first.
            if (page.All(order => order.ChangedAt > to))
            {
                return (kept, null);
            }

            kept.AddRange(
                await Task.WhenAll(
                    page.Select(order => KeepAsync(connection, order, began, republish, cancellationToken))
                )
            );
            var now = time.GetUtcNow();
            reached = page.Select(order => order.ChangedAt).Where(at => at <= now).Append(reached).Max();
            if (kept.Count >= MaxOrders && reached > from)
            {
                return (kept, reached);
            }
        }

        return (kept, null);
    }

    /// <summary>What would become of an order.</summary>
    public async Task<PulledOrder> PreviewAsync(
        Connection<ICart> connection,
        CartOrder order,
        CancellationToken cancellationToken
    )
    {
        var id = DerivedId.OfOrder(connection.Settings.Name, order.CartOrderId);
        var known = await orders.FindAsync(id.ToString("D"), cancellationToken);
        var skip = Intake.ReasonToSkip(order, connection.Settings.Of<CartSettings>().EarliestOrderDate);
        return new(id, order.OrderNumber, known is null ? "new" : "known", known?.Received is null ? skip : null);
    }

    private async Task<PulledOrder> KeepAsync(
        Connection<ICart> connection,
        CartOrder order,
        DateTimeOffset readAt,
        bool republish,
        CancellationToken cancellationToken
    )
    {
        var settings = connection.Settings;
        var id = DerivedId.OfOrder(settings.Name, order.CartOrderId);
        var before = await orders.FindAsync(id.ToString("D"), cancellationToken);
        var hasChanged = await store.KeepAsync(
            settings.Name,
            settings.Merchant,
            settings.Of<CartSettings>().EarliestOrderDate,
            order,
            readAt,
            cancellationToken
        );
        if (republish && before is not null && !hasChanged)
        {
            await store.RepublishAsync(id, cancellationToken);
        }

        var after = await orders.FindAsync(id.ToString("D"), cancellationToken);
        var what =
            after is null ? "not_ready"
            : before is null ? "new"
            : hasChanged ? "changed"
            : "unchanged";
        return new(id, order.OrderNumber, what, after?.Skipped?.Reason)
        {
            State = order.State,
            CartOrderId = order.CartOrderId,
        };
    }
}
