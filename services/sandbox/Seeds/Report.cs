using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.Seeds;

/// <summary>Compares both sides' books with what was seeded.</summary>
internal static class Report
{
    public static JsonObject Make(Ledger books)
    {
        var tickets = books.Tickets.All.ToLookup(ticket => ticket.CustomerPoNumber, StringComparer.Ordinal);
        var shared = books
            .Fulfillments.All.Where(one =>
                one.Status is "packed" or "fulfilled" && one.TrackingNumber is { Length: > 0 }
            )
            .GroupBy(one => one.TrackingNumber!)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key)
            .ToHashSet(StringComparer.Ordinal);
        var rows = books
            .Seeds.All.Select(seed =>
                (seed, found: Verdict.Of(books, books.Orders[seed.OrderId], [.. tickets[seed.Number]], shared))
            )
            .ToList();
        int Count(Func<(SeedEntry Seed, Found Found), bool> wanted) => rows.Count(wanted);
        return new JsonObject
        {
            ["totals"] = new JsonObject
            {
                ["orders"] = rows.Count,
                ["confirmed"] = Count(row => row.Found.State is Verdict.Confirmed),
                ["held"] = Count(row => row.Seed.Expected is "held" && row.Found.State is Verdict.Untouched),
                ["skipped"] = Count(row => row.Seed.Expected is "skipped" && row.Found.State is Verdict.Untouched),
                ["canceled"] = Count(row => row.Found.State is Verdict.Canceled),
                ["lost"] = Count(row =>
                    row.Seed.Expected is "confirmed" or "canceled" && row.Found.State != row.Seed.Expected
                ),
                ["doubled"] = Count(row => row.Found.State is Verdict.Doubled),
                ["open"] = Count(row => row.Found.State is Verdict.Open),
                ["wrong"] = Count(row => !Right(row.Seed, row.Found)),
            },
            ["orders"] = new JsonArray([
                .. rows.Select(row => new JsonObject
                {
                    ["number"] = row.seed.Number,
                    ["kind"] = row.seed.Kind,
                    ["expected"] = row.seed.Expected,
                    ["found"] = row.found.State,
                    ["ok"] = Right(row.seed, row.found),
                    ["why"] = row.found.Why,
                }),
            ]),
            ["stock"] = Stock(books),
        };
    }

    private static bool Right(SeedEntry seed, Found found) =>
        found.State == (seed.Expected is "held" or "skipped" ? Verdict.Untouched : seed.Expected);

    /// <summary>
    /// Cart against warehouse per variant, at the first location. An SKU that the warehouse does not know, or that stands on
    /// two variants, is shown but does not count: no level is right for it.
    /// </summary>
    private static JsonObject Stock(Ledger books)
    {
        var location = books.Locations.All[0].Id;
        var actual = books
            .Stock.All.GroupBy(row => row.Upc)
            .ToDictionary(rows => rows.Key, rows => rows.Sum(row => row.Actual));
        var twins = books
            .Variants.All.CountBy(variant => variant.Sku)
            .Where(sku => sku.Value > 1)
            .Select(sku => sku.Key)
            .ToHashSet();
        var rows = books
            .Variants.All.Select(variant =>
            {
                var warehouse = actual.TryGetValue(variant.Upc ?? "", out var quantity) ? quantity : (int?)null;
                var cart = variant.OnHand.GetValueOrDefault(location);
                return (variant.Sku, cart, warehouse, counts: warehouse is not null && !twins.Contains(variant.Sku));
            })
            .ToList();
        return new JsonObject
        {
            ["agree"] = rows.TrueForAll(row => !row.counts || row.cart == row.warehouse),
            ["skus"] = new JsonArray([
                .. rows.Select(row => new JsonObject
                {
                    ["sku"] = row.Sku,
                    ["cart"] = row.cart,
                    ["warehouse"] = row.warehouse,
                    ["agree"] = row.cart == row.warehouse,
                    ["counts"] = row.counts,
                }),
            ]),
        };
    }
}
