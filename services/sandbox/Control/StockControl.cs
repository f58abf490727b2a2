using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Seeds;

namespace Crossdock.Sandbox.Control;

/// <summary>Shows both systems' stock and sets the warehouse's.</summary>
internal sealed class StockControl(SandboxDatabase database, TicketControl tickets)
{
    /// <summary>Sets a quantity and releases the tickets that wait for it; false if the warehouse does not have the product.</summary>
    public bool Set(StockRequest sent)
    {
        var upc = sent.Upc ?? Catalog.Items.FirstOrDefault(item => item.Sku == sent.Sku)?.Upc;
        return database.Change(() =>
        {
            if (database.StockOf(upc, sent.WarehouseId ?? Warehouses.Stocked[0]) is not { } row)
            {
                return false;
            }

            database.ChangeStock(row, sent.Quantity);
            foreach (
                var ticket in database.Tickets.All.Where(one =>
                    one.Status is TicketStatuses.NoStock && one.Lines.Exists(line => line.Upc == upc)
                )
            )
            {
                tickets.Release(ticket);
            }

            return true;
        });
    }

    public object Show() =>
        database.Read(() =>
            new
            {
                cart = database
                    .Variants.All.Select(variant => new
                    {
                        variant = variant.Id,
                        sku = variant.Sku,
                        onHand = variant.OnHand.ToDictionary(place => $"{place.Key}", place => place.Value),
                    })
                    .ToList(),
                warehouse = database
                    .Stock.All.Select(row => new
                    {
                        upc = row.Upc,
                        warehouseId = row.WarehouseId,
                        actual = row.Actual,
                    })
                    .ToList(),
            }
        );
}

/// <summary>What a warehouse (NJ by default) has of a product, by SKU or UPC.</summary>
internal sealed record StockRequest(int Quantity, string? Sku = null, string? Upc = null, int? WarehouseId = null);
