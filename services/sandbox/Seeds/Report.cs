using System.Text.Json.Nodes;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Seeds;

/// <summary>Compares the cart and the warehouse with what was seeded.</summary>
internal static class Report
{
    public static JsonObject Create(SandboxDatabase database)
    {
        var tickets = database.Tickets.All.ToLookup(ticket => ticket.CustomerPoNumber, StringComparer.Ordinal);
        var shared = database
            .Fulfillments.All.Where(one =>
                one.Status is "packed" or "fulfilled" && one.TrackingNumber is { Length: > 0 }
            )
            .CountBy(one => one.TrackingNumber!)
            .Where(number => number.Value > 1)
            .Select(number => number.Key)
            .ToHashSet(StringComparer.Ordinal);
        var rows = database
            .Seeds.All.Select(seed =>
                (
                    Seed: seed,
                    Found: Outcome.Of(database, database.Orders[seed.OrderId], [.. tickets[seed.Number]], shared),
                    Differences: Differences.Of(database, database.Orders[seed.OrderId], [.. tickets[seed.Number]])
                )
            )
            .ToList();
        return new JsonObject
        {
            ["totals"] = Totals(rows.ConvertAll(row => (row.Seed, row.Found))),
            ["orders"] = new JsonArray([
                .. rows.Select(row => new JsonObject
                {
                    ["number"] = row.Seed.Number,
                    ["kind"] = row.Seed.Kind,
                    ["expected"] = row.Seed.Expected,
                    ["overtaken"] = SeedScripts.Overtaken(row.Seed.Kind),
                    ["found"] = row.Found.State,
                    ["ok"] = AsExpected(row.Seed, row.Found),
                    ["why"] = row.Found.Reason,
                    ["differences"] = new JsonArray([.. row.Differences.Select(one => (JsonNode)one)]),
                }),
            ]),
            ["stock"] = Stock(database),
        };
    }

    private static JsonObject Totals(List<(SeedEntry Seed, Outcome Found)> rows)
    {
        int Count(Func<string, string, bool> wanted) => rows.Count(row => wanted(row.Seed.Expected, row.Found.State));
        return new JsonObject
        {
            ["orders"] = rows.Count,
            ["confirmed"] = Count((_, found) => found is Outcome.Confirmed),
            ["held"] = Count(
                (expected, found) =>
                    (expected is "held" && found is Outcome.Untouched)
                    || (expected == found && found is Outcome.Differs)
            ),
            ["skipped"] = Count((expected, found) => expected is "skipped" && found is Outcome.Untouched),
            ["canceled"] = Count(
                (expected, found) => found is Outcome.Canceled || (expected is "unsent" && found is Outcome.Untouched)
            ),
            ["lost"] = Count(
                (expected, found) => expected is "confirmed" or "canceled" or Outcome.Differs && found != expected
            ),
            ["doubled"] = Count((_, found) => found is Outcome.Doubled),
            ["open"] = Count((_, found) => found is Outcome.Open),
            ["wrong"] = rows.Count(row => !AsExpected(row.Seed, row.Found)),
        };
    }

    private static bool AsExpected(SeedEntry seed, Outcome found) =>
        found.State == (seed.Expected is "held" or "skipped" or "unsent" ? Outcome.Untouched : seed.Expected);

    /// <summary>
    /// Cart against warehouse per variant, at the first location. A SKU that the warehouse does not know, or that two variants have,
    /// is shown but does not count: no level is right for it.
    /// </summary>
    private static JsonObject Stock(SandboxDatabase database)
    {
        var location = database.Locations.All[0].Id;
        var actual = database
            .Stock.All.GroupBy(row => row.Upc)
            .ToDictionary(rows => rows.Key, rows => rows.Sum(row => row.Actual));
        var skus = database.Variants.All.CountBy(variant => variant.Sku).ToDictionary();
        var rows = database
            .Variants.All.Select(variant =>
            {
                var warehouse = actual.TryGetValue(variant.Upc ?? "", out var quantity) ? quantity : (int?)null;
                var cart = variant.OnHand.GetValueOrDefault(location);
                return (variant.Sku, cart, warehouse, counts: warehouse is not null && skus[variant.Sku] == 1);
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
