using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;
using FsCheck;
using FsCheck.Fluent;
using static Crossdock.OrderRouter.Tests.Support.Parcels;

namespace Crossdock.OrderRouter.Tests.Rules;

/// <summary>Orders and routes of all kinds, also broken ones, for properties that hold for each.</summary>
internal static class RuleCases
{
    private static readonly Gen<OrderLine> Lines =
        from sku in Gen.Elements("TEE-S", " tee-s ", "MUG", "CAP", "SET", null)
        from kind in Gen.Frequency(
            (6, Gen.Constant(LineKind.Product)),
            (1, Gen.Elements(LineKind.Freeform, LineKind.Discount))
        )
        from quantity in Gen.Frequency((8, Gen.Elements(1m, 2m, 2.5m)), (1, Gen.Elements(0m, -1m, 1_000_000_000_000m)))
        select Line("", sku, quantity, kind);

    private static readonly Gen<OrderReceived> Orders =
        from lines in Gen.NonEmptyListOf(Lines)
        from id in Gen.Choose(1, 1000)
        from method in Gen.Elements("Standard", " standard", "Drone", null)
        from blocked in Gen.Frequency((6, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("It is a draft.")))
        from shipped in Gen.Frequency((6, Gen.Constant(ShippedInCart.Nothing)), (1, Gen.Constant(ShippedInCart.Partly)))
        from country in Gen.Elements("US", "CA", null)
        from total in Gen.Elements<decimal?>(null, 10, 1000)
        from takenIn in Gen.Frequency((6, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("taken in by Ada")))
        select Order([.. lines.Select((line, i) => line with { LineId = $"{i}" })]) with
        {
            OrderId = DerivedId.OfOrder("acme-cart", $"{id}"),
            OrderNumber = $"#{id}",
            OrderedAt = DateTimeOffset.UnixEpoch.AddDays(id),
            ShipTo = new Address
            {
                LastName = "Quill",
                Line1 = "1 Test Way",
                CountryCode = country,
            },
            ShipMethod = method,
            BlockReason = blocked,
            TakenIn = takenIn,
            Attributes = new OrderAttributes { Total = total, Tags = ["web"] },
            ShippedInCart = shipped,
        };

    private static readonly Gen<RuleOptions?> Rules =
        from filter in Gen.Elements<ItemFilter?>(
            null,
            new() { Skus = ["MUG"] },
            new() { Mode = FilterMode.Allow, Skus = ["TEE*", "SET"] },
            new() { Level = FilterLevel.Order, Skus = ["CAP"] }
        )
        from load in Gen.Elements<LoadFilter?>(
            null,
            new()
            {
                Name = "abroad",
                When = new() { Countries = ["ca"] },
            },
            new()
            {
                Name = "web",
                Mode = FilterMode.Allow,
                When = new() { Tags = ["WEB"], MinTotal = 5 },
            }
        )
        from routing in Gen.Elements<RoutingRule?>(
            null,
            new()
            {
                Name = "dear",
                Warehouse = "west",
                When = new() { MinTotal = 100 },
            },
            new() { Name = "all", Warehouse = "west" }
        )
        from minutes in Gen.Elements(0, 30)
        from hasKit in Gen.Elements(true, false)
        from holds in Gen.Elements(true, false)
        select new RuleOptions
        {
            ItemFilter = filter,
            LoadFilters = load is null ? [] : [load],
            Routing = routing is null ? [] : [routing],
            HoldMinutes = minutes,
            HoldLinesWithoutSku = holds,
            Kits = hasKit
                ? [new() { Sku = "SET", Components = [new() { Sku = "MUG", Quantity = 2 }, new() { Sku = "TEE-S" }] }]
                : [],
        };

    private static readonly Gen<OrderRoute?> Routes =
        from isMissing in Gen.Frequency((1, Gen.Constant(true)), (8, Gen.Constant(false)))
        from mapsEmpty in Gen.Elements(true, false)
        from rules in Rules
        select isMissing
            ? null
            : Route(options =>
            {
                options.Rules = rules;
                options.Alternatives =
                [
                    new() { Warehouse = "west", ShipMethods = [new() { Cart = "Express", PassThrough = true }] },
                ];
                if (mapsEmpty)
                {
                    options.ShipMethods.Add(new() { Carrier = "UPS", Service = "GROUND" });
                }
            });

    public static Arbitrary<(OrderReceived Order, OrderRoute? Route)> All { get; } =
        Orders.Zip(Routes).Select(pair => (pair.Item1, pair.Item2)).ToArbitrary();

    /// <summary>An order that can be sent.</summary>
    public static OrderReceived Order(params OrderLine[] lines) =>
        new()
        {
            OrderId = DerivedId.OfOrder("acme-cart", "7"),
            Revision = 1,
            Merchant = "acme",
            Connection = "acme-cart",
            CartOrderId = "7",
            OrderNumber = "#1042",
            OrderedAt = DateTimeOffset.UnixEpoch,
            ShipTo = new Address { LastName = "Quill", Line1 = "1 Test Way" },
            ShipMethod = "Standard",
            Lines = lines,
        };
}
