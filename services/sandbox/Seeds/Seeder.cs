using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Books;
using Crossdock.Sandbox.QuickBooksCommerce;

namespace Crossdock.Sandbox.Seeds;

/// <summary>Puts a seed's orders on the cart's books, once.</summary>
internal sealed class Seeder(Ledger books)
{
    /// <summary>The number of orders, and the seed, that make the fixed sixty.</summary>
    public const int Sixty = 60;

    /// <summary>How many orders were made; 0 when the books were seeded before.</summary>
    public int Seed(int orders, int seed) =>
        books.Change(() =>
        {
            if (books.Seeds.Count > 0)
            {
                return 0;
            }
            foreach (var planned in SeedPlan.Make(orders, orders == Sixty ? 1 : seed))
            {
                Place(planned);
            }
            TopUp();
            return orders;
        });

    private void Place(PlannedOrder planned)
    {
        var order = OrderPlacement.Place(books, planned.Order);
        books.Seeds.Add(
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
        if (planned.AlreadyShipped)
        {
            var lines = order.LineIds.Select(id => books.Lines[id]).Where(line => line.Shippable);
            new FulfillmentDesk(books).Create(
                order,
                "fulfilled",
                [.. lines.Select(line => (line, line.Quantity))],
                made =>
                {
                    made.BySeed = true;
                    made.TrackingCompany = "UPS";
                    made.TrackingNumber = $"SEED{made.Id}";
                }
            );
        }
    }

    /// <summary>The warehouse holds enough for everything that was seeded.</summary>
    private void TopUp()
    {
        var wanted = books
            .Lines.All.Where(line => line.Shippable)
            .GroupBy(line => books.Variants.Find(line.VariantId)?.Upc)
            .ToDictionary(lines => lines.Key ?? "", lines => (int)lines.Sum(line => line.Quantity));
        foreach (var row in books.Stock.All.Where(row => row.WarehouseId == Warehouses.Stocked[0]))
        {
            if (wanted.GetValueOrDefault(row.Upc) + 100 is var least && row.Actual < least)
            {
                row.Actual = least;
                row.ChangedAt = books.Now;
                books.Stock.Save(row);
            }
        }
    }
}
