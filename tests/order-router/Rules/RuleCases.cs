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
        select new OrderReceived
        {
            OrderId = DerivedId.OfOrder("acme-cart", $"{id}"),
            Revision = 1,
            Merchant = "acme",
            Connection = "acme-cart",
            CartOrderId = $"{id}",
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
            ShippedInCart = shipped,
            Lines = [.. lines.Select((line, i) => line with { LineId = $"{i}" })],
        };

    private static readonly Gen<OrderRoute?> Routes =
        from isMissing in Gen.Frequency((1, Gen.Constant(true)), (8, Gen.Constant(false)))
        from mapsEmpty in Gen.Elements(true, false)
        select isMissing
            ? null
            : Route(options =>
            {
                if (mapsEmpty)
                {
                    options.ShipMethods.Add(new() { Carrier = "UPS", Service = "GROUND" });
                }
            });

    public static Arbitrary<(OrderReceived Order, OrderRoute? Route)> All { get; } =
        Orders.Zip(Routes).Select(pair => (pair.Item1, pair.Item2)).ToArbitrary();
}
