namespace Crossdock.Sandbox.Seeds;

/// <summary>One order of a seed: its kind, how it must end, and what the cart has done with it already.</summary>
internal sealed record PlannedOrder(string Kind, string Expected, NewOrder Order)
{
    public bool AlreadyShipped { get; init; }

    public bool AlreadyVoid { get; init; }

    /// <summary>True if the cart's time of its last change is ahead of every clock.</summary>
    public bool ChangedAhead { get; init; }
}

/// <summary>Creates the orders of a seed: a fixed cycle of kinds, with randomly chosen people and goods.</summary>
internal sealed class SeedPlan(int seed)
{
    private const string Confirmed = Outcome.Confirmed;
    private const string Differs = Outcome.Differs;
    private static readonly string[] Methods = ["Standard", "Standard", "Express", "Standard"];

    private static readonly NewLine[] Extras =
    [
        Freeform("Engraving: 'For Ana'", 8),
        Freeform("Spring offer", -5) with
        {
            LineType = "discount",
        },
        Freeform("Gift wrap", 4) with
        {
            LineType = "gift_wrap",
        },
    ];

    private readonly Random random = new(seed);

    public static IReadOnlyList<PlannedOrder> Create(int orders, int seed)
    {
        var plan = new SeedPlan(seed);
        return [.. Enumerable.Range(0, orders).Select(plan.Next)];
    }

    private PlannedOrder Next(int index)
    {
        var number = seed == 1 ? $"XD-{1001 + index}" : $"XD{seed}-{1001 + index}";
        var plain = new NewOrder
        {
            Number = number,
            ShipMethod = Methods[index % Methods.Length],
            Lines = Goods(),
            ShipTo = SeedPeople.Plain(random),
        };
        return (index % 100) switch
        {
            1 => Ships("accents and an apostrophe", plain with { ShipTo = SeedPeople.Accents(index) }),
            3 => Ships("Chinese address", plain with { ShipTo = SeedPeople.Chinese, ShipMethod = "International" }),
            5 => Ships("Arabic address", plain with { ShipTo = SeedPeople.Arabic, ShipMethod = "International" }),
            7 => Ships("no phone", plain with { ShipTo = plain.ShipTo! with { PhoneNumber = "" } }),
            9 => new("no state for a US address", "held", plain with { ShipTo = plain.ShipTo! with { State = "" } }),
            11 => Ships("PO box", plain with { ShipTo = plain.ShipTo! with { Address1 = $"PO Box {100 + index}" } }),
            13 => Ships("company only", plain with { ShipTo = SeedPeople.CompanyOnly }),
            15 => Ships("order number with #", plain with { Number = $"#{number}" }),
            17 => Ships("order number with spaces", plain with { Number = $"Shop order {number}" }),
            19 => Ships("order number of 40 characters", plain with { Number = $"WEB-{number}-".PadRight(40, 'X') }),
            21 => Ships("freeform, discount and gift wrap lines", plain with { Lines = [.. plain.Lines, .. Extras] }),
            23 => Ships("the same SKU twice", plain with { Lines = [.. plain.Lines, plain.Lines[0]] }),
            25 or 27 => Ships(SeedScripts.TwoParcels, plain with { Lines = [Good(2), Good(3)] }),
            29 => new("unmapped ship method", "held", plain with { ShipMethod = "Carrier Pigeon" }),
            31 => new(
                "an item the warehouse does not know",
                "held",
                With(plain, [.. plain.Lines, Line(Catalog.UnknownSku)])
            ),
            33 => new("already shipped in the cart", "skipped", plain) { AlreadyShipped = true },
            35 => new("already void", "skipped", plain) { AlreadyVoid = true },
            37 => new("older than the earliest order date", "skipped", plain with { IssuedAt = new(2019, 3, 14) }),
            39 => new("only a freeform line", "skipped", With(plain, [Freeform("Gift card", 25)])),
            41 => new("no ship-to", "skipped", plain with { ShipTo = null }),
            43 => Scripted(SeedScripts.EditedAfterImport, Differs, plain),
            45 => new(SeedScripts.VoidedAfterImport, "canceled", plain),
            47 => Ships("one SKU on two variants", With(plain, [Line(Catalog.SharedSku)])),
            >= 60 => Difficult(index, plain),
            _ => Ships("plain", plain),
        };
    }

    /// <summary>What users of such hubs ran into: people act past the hub, and the warehouse ships otherwise than it was asked to.</summary>
    private static PlannedOrder Difficult(int index, NewOrder plain)
    {
        var unmapped = plain with { ShipMethod = "Carrier Pigeon" };
        var several = plain with { Lines = [plain.Lines[0] with { Quantity = 3 }] };
        return (index % 100) switch
        {
            60 => Scripted(SeedScripts.ShippedShort, Differs, several),
            61 => Scripted(SeedScripts.ShippedMore, Differs, plain),
            62 => Scripted(SeedScripts.ShippedOther, Differs, plain),
            63 => Scripted(SeedScripts.LeadingZero, Confirmed, plain),
            64 => Scripted(SeedScripts.TrackingCorrected, Confirmed, plain),
            65 => Scripted(SeedScripts.TwoNumbers, Confirmed, plain),
            66 => Scripted(SeedScripts.NoNumber, Differs, plain),
            67 => Scripted(SeedScripts.OnTicket, Confirmed, plain),
            68 => Scripted(SeedScripts.CanceledByWarehouse, "held", plain),
            69 => Scripted(SeedScripts.ReopenedByWarehouse, Confirmed, plain),
            70 => Scripted(SeedScripts.VoidTakenBack, Confirmed, plain),
            71 => Scripted(SeedScripts.ShippedAfterCancel, Differs, plain),
            72 => Scripted(SeedScripts.ByHandAtWarehouse, "canceled", plain),
            73 => Scripted(SeedScripts.DraftAtWarehouse, "held", plain),
            74 => Scripted(SeedScripts.MovedAtWarehouse, "held", plain),
            75 => Scripted(SeedScripts.LineReplaced, Differs, plain),
            76 => Scripted(SeedScripts.MoreOrdered, Differs, plain),
            77 => Scripted(SeedScripts.ByHandOnHold, "unsent", unmapped),
            78 => Scripted(SeedScripts.PartlyByHandOnHold, "held", several with { ShipMethod = unmapped.ShipMethod }),
            79 => Scripted(SeedScripts.DraftOnHold, "held", unmapped),
            80 => Scripted(SeedScripts.EmptiedOnHold, "held", unmapped),
            81 => Scripted(SeedScripts.VoidedOnHold, "unsent", unmapped),
            82 => Scripted(SeedScripts.MendedOnHold, Confirmed, unmapped),
            83 => Ships("packed by hand in the cart", plain with { Packed = true }),
            84 => new("of another location", "skipped", plain with { StockLocationId = Catalog.OtherLocation }),
            85 => new(
                "an impossible quantity",
                "skipped",
                plain with
                {
                    Lines = [plain.Lines[0] with { Quantity = 1e15m }],
                }
            ),
            86 => Ships("changed ahead of the clock", plain) with { ChangedAhead = true },
            87 => Ships(
                "Singapore without a city",
                plain with
                {
                    ShipTo = SeedPeople.Singapore,
                    ShipMethod = "International",
                }
            ),
            88 => Ships(
                "country as people write it",
                plain with
                {
                    ShipTo = SeedPeople.England,
                    ShipMethod = "International",
                }
            ),
            89 => Ships("a discount of a line", plain with { Lines = [plain.Lines[0] with { Discount = 11 }] }),
            90 => Ships("an order number in another script", plain with { Number = $"注文 {plain.Number}" }),
            91 => Ships(
                "one unit of each of ten items",
                plain with
                {
                    Lines = [.. Catalog.Items.Take(10).Select(item => Line(item.Sku))],
                }
            ),
            92 => new(
                "more instructions than the warehouse takes",
                "held",
                plain with
                {
                    Notes = new string('n', 2000),
                }
            ),
            93 => Ships(
                "a long address",
                plain with
                {
                    ShipTo = plain.ShipTo! with
                    {
                        Address2 = "Floor 7, Suite 701, c/o Example Collective, rear of the yard",
                    },
                }
            ),
            94 => Scripted(SeedScripts.EmptyNumber, Differs, plain),
            _ => Ships("plain", plain),
        };
    }

    private static PlannedOrder Scripted(string kind, string expected, NewOrder order) => new(kind, expected, order);

    private static PlannedOrder Ships(string kind, NewOrder order) => new(kind, Confirmed, order);

    private static NewOrder With(NewOrder order, List<NewLine> lines) => order with { Lines = lines };

    private static NewLine Line(string sku) => new() { Sku = sku };

    private static NewLine Freeform(string label, decimal price) =>
        new()
        {
            Freeform = true,
            Label = label,
            Price = price,
        };

    private List<NewLine> Goods()
    {
        var goods = new List<NewLine> { Good(random.Next(1, 4)) };
        if (random.Next(3) == 0)
        {
            goods.Add(Good(1));
        }

        return goods;
    }

    // The last two items of the catalog have kinds of their own.
    private NewLine Good(int quantity) =>
        Line(Catalog.Items[random.Next(Catalog.Items.Count - 2)].Sku) with
        {
            Quantity = quantity,
        };
}
