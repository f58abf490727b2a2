using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.QuickBooksCommerce;

namespace Crossdock.Sandbox.Seeds;

/// <summary>Places a seed's orders in the cart, each once.</summary>
internal sealed class Seeder(SandboxDatabase database)
{
    /// <summary>So many orders are always the same ones, whatever the seed.</summary>
    public const int DefaultOrders = 100;

    /// <summary>In units; more is an order's mistake.</summary>
    private const decimal Impossible = 1_000_000;

    /// <summary>Places those of the orders that are not there yet, or the first of them only.</summary>
    /// <param name="orders">How many there are in all.</param>
    /// <param name="seed">Makes the choice of people and goods repeatable.</param>
    /// <param name="upTo">How many are to be there after this call.</param>
    /// <returns>The number of orders placed.</returns>
    public int Seed(int orders, int seed, int upTo) =>
        database.Change(() =>
        {
            var missing = SeedPlan
                .Create(orders, orders == DefaultOrders ? 1 : seed)
                .Take(upTo)
                .Skip(database.Seeds.Count)
                .ToList();
            missing.ForEach(Place);
            if (missing.Count > 0)
            {
                TopUp();
            }

            return missing.Count;
        });

    private void Place(PlannedOrder planned)
    {
        var order = OrderPlacement.Place(database, planned.Order);
        database.Seeds.Add(
            new SeedEntry
            {
                OrderId = order.Id,
                Number = order.OrderNumber,
                Kind = planned.Kind,
                Expected = planned.Expected,
            }
        );
        if (planned.AlreadyVoid)
        {
            order.Status = "void";
        }

        if (planned.ChangedAhead)
        {
            order.UpdatedAt = database.Now.AddMinutes(30);
        }

        if (planned.AlreadyShipped)
        {
            new FulfillmentService(database).Create(
                order,
                "fulfilled",
                [.. database.ShippableLinesOf(order).Select(line => (line, line.Quantity))],
                made =>
                {
                    made.BySeed = true;
                    made.TrackingCompany = "UPS";
                    made.TrackingNumber = $"SEED{made.Id}";
                }
            );
        }
    }

    /// <summary>Gives the warehouse enough stock for everything that was seeded.</summary>
    private void TopUp()
    {
        var wanted = database
            .Lines.All.Where(line => line is { Shippable: true, Quantity: < Impossible })
            .GroupBy(line => database.Variants.Find(line.VariantId)?.Upc)
            .ToDictionary(lines => lines.Key ?? "", lines => (int)lines.Sum(line => line.Quantity));
        foreach (var row in database.Stock.All.Where(row => row.WarehouseId == Warehouses.Stocked[0]))
        {
            var minimum = wanted.GetValueOrDefault(row.Upc) + 100;
            if (row.Actual < minimum)
            {
                database.ChangeStock(row, minimum);
            }
        }
    }
}
