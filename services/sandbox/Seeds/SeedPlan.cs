namespace Crossdock.Sandbox.Seeds;

/// <summary>One order of a seed: what it is, how it must end, and what the cart already did with it.</summary>
internal sealed record PlannedOrder(string Kind, string Expected, NewOrder Order)
{
    /// <summary>Whether the cart has shipped it already.</summary>
    public bool AlreadyShipped { get; init; }

    /// <summary>Whether it is voided before anyone reads it.</summary>
    public bool AlreadyVoid { get; init; }
}

/// <summary>Makes the orders of a seed: a fixed round of kinds, filled from a seeded choice of people and goods.</summary>
internal sealed class SeedPlan(int seed)
{
    private static readonly string[] Methods = ["Standard", "Standard", "Express", "Standard"];

    private readonly Random _random = new(seed);

    public static IReadOnlyList<PlannedOrder> Make(int orders, int seed)
    {
        var plan = new SeedPlan(seed);
        return [.. Enumerable.Range(0, orders).Select(plan.Next)];
    }

    private PlannedOrder Next(int place)
    {
        var number = seed == 1 ? $"XD-{1001 + place}" : $"XD{seed}-{1001 + place}";
        var plain = new NewOrder
        {
            Number = number,
            ShipMethod = Methods[place % Methods.Length],
            Lines = Goods(),
            ShipTo = SeedPeople.Plain(_random),
        };
        return (place % 60) switch
        {
            1 => Fine("accents and an apostrophe", plain with { ShipTo = SeedPeople.Accents(place) }),
            3 => Fine("Chinese address", plain with { ShipTo = SeedPeople.Chinese, ShipMethod = "International" }),
            5 => Fine("Arabic address", plain with { ShipTo = SeedPeople.Arabic, ShipMethod = "International" }),
            7 => Fine("no phone", plain with { ShipTo = plain.ShipTo! with { PhoneNumber = "" } }),
            9 => new("no state for a US address", "held", plain with { ShipTo = plain.ShipTo! with { State = "" } }),
            11 => Fine("PO box", plain with { ShipTo = plain.ShipTo! with { Address1 = $"PO Box {100 + place}" } }),
            13 => Fine("company only", plain with { ShipTo = SeedPeople.CompanyOnly }),
            15 => Fine("order number with #", plain with { Number = $"#{number}" }),
            17 => Fine("order number with spaces", plain with { Number = $"Shop order {number}" }),
            19 => Fine("order number of 40 characters", plain with { Number = $"WEB-{number}-".PadRight(40, 'X') }),
            21 => Fine("freeform, discount and gift wrap lines", plain with { Lines = [.. plain.Lines, .. Extras] }),
            23 => Fine("the same SKU twice", plain with { Lines = [.. plain.Lines, plain.Lines[0]] }),
            25 or 27 => Fine(SeedKinds.TwoParcels, plain with { Lines = [Good(2), Good(3)] }),
            29 => new("unmapped ship method", "held", plain with { ShipMethod = "Carrier Pigeon" }),
            31 => new(
                "an item the warehouse does not know",
                "held",
                plain with
                {
                    Lines = [.. plain.Lines, new NewLine { Sku = Catalogue.Ghost }],
                }
            ),
            33 => new("already shipped in the cart", "skipped", plain) { AlreadyShipped = true },
            35 => new("already void", "skipped", plain) { AlreadyVoid = true },
            37 => new(
                "older than the earliest order date",
                "skipped",
                plain with
                {
                    IssuedAt = new DateOnly(2019, 3, 14),
                }
            ),
            39 => new(
                "only a freeform line",
                "skipped",
                plain with
                {
                    Lines =
                    [
                        new NewLine
                        {
                            Freeform = true,
                            Label = "Gift card",
                            Price = 25,
                        },
                    ],
                }
            ),
            41 => new("no ship-to", "skipped", plain with { ShipTo = null }),
            43 => Fine(SeedKinds.EditedOnItsWay, plain),
            45 => new(SeedKinds.VoidedOnItsWay, "canceled", plain),
            47 => Fine("one SKU on two variants", plain with { Lines = [new NewLine { Sku = Catalogue.Twin }] }),
            _ => Fine("plain", plain),
        };
    }

    private static IEnumerable<NewLine> Extras =>
        [
            new()
            {
                Freeform = true,
                Label = "Engraving: 'For Ana'",
                Price = 8,
            },
            new()
            {
                Freeform = true,
                LineType = "discount",
                Label = "Spring offer",
                Price = -5,
            },
            new()
            {
                Freeform = true,
                LineType = "gift_wrap",
                Label = "Gift wrap",
                Price = 4,
            },
        ];

    private static PlannedOrder Fine(string kind, NewOrder order) => new(kind, "confirmed", order);

    private List<NewLine> Goods()
    {
        var goods = new List<NewLine> { Good(_random.Next(1, 4)) };
        if (_random.Next(3) == 0)
        {
            goods.Add(Good(1));
        }
        return goods;
    }

    // The last two items of the catalogue are the twin and the ghost: they have kinds of their own.
    private NewLine Good(int quantity) =>
        new() { Sku = Catalogue.Items[_random.Next(Catalogue.Items.Count - 2)].Sku, Quantity = quantity };
}
