using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Rules;
using static Crossdock.OrderRouter.Tests.Support.Parcels;

namespace Crossdock.OrderRouter.Tests.Rules;

public sealed class When_an_order_has_items_that_the_route_filters
{
    [Theory]
    [InlineData(FilterMode.Block, "MUG", "TEE-S")]
    [InlineData(FilterMode.Block, "mu*", "TEE-S")]
    [InlineData(FilterMode.Allow, "tee-*", "TEE-S")]
    [InlineData(FilterMode.Allow, " MUG ", "MUG")]
    public void Should_send_the_others(FilterMode mode, string listed, string sent)
    {
        var plan = Plan(Filter(mode, FilterLevel.Item, listed), Line("1", "TEE-S", 1), Line("2", "MUG", 1));

        var delivery = Assert.IsType<DeliveryPlan.Deliver>(plan).Command;
        Assert.Equal(sent == "TEE-S" ? "0001" : sent, Assert.Single(delivery.Items).ItemCode);
        Assert.Contains(plan.Steps, step => step is { Rule: "item_filter", Outcome: RuleStep.Changed });
        Assert.Empty(Assert.Single(plan.ChangedLines).Parts);
    }

    [Fact]
    public void Should_skip_the_order_if_nothing_is_left_or_if_the_filter_says_so()
    {
        var nothing = Plan(Filter(FilterMode.Block, FilterLevel.Item, "MUG"), Line("1", "MUG", 1));
        var whole = Plan(
            Filter(FilterMode.Block, FilterLevel.Order, "MUG"),
            Line("1", "TEE-S", 1),
            Line("2", "MUG", 1)
        );

        Assert.Contains("leaves nothing of it: MUG", Assert.IsType<DeliveryPlan.Skip>(nothing).Reason, Ordinal);
        Assert.Contains("does not accept orders with MUG", Assert.IsType<DeliveryPlan.Skip>(whole).Reason, Ordinal);
    }

    [Fact]
    public void Should_hold_instead_of_skip_an_order_of_which_a_delivery_was_sent()
    {
        var route = Filter(FilterMode.Block, FilterLevel.Order, "MUG");
        var order = RuleCases.Order(Line("1", "MUG", 1));

        var plan = RulePipeline.Run(order, new RuleContext { Route = route, HadDelivery = true }).Plan;

        Assert.Equal(ExceptionKind.Filtered, Assert.IsType<DeliveryPlan.Hold>(plan).Kind);
    }

    private static OrderRoute Filter(FilterMode mode, FilterLevel level, string sku) =>
        RouteWith(rules =>
            rules.ItemFilter = new()
            {
                Mode = mode,
                Level = level,
                Skus = [sku],
            }
        );

    internal static OrderRoute RouteWith(Action<RuleOptions> change) =>
        Route(options => change(options.Rules = new RuleOptions()));

    internal static DeliveryPlan Plan(OrderRoute route, params OrderLine[] lines) =>
        DeliveryPlan.For(RuleCases.Order(lines), route, 1);

    private const StringComparison Ordinal = StringComparison.Ordinal;
}

public sealed class When_a_line_stands_for_other_items
{
    [Fact]
    public void Should_send_what_a_promotional_code_stands_for_whatever_kind_its_line_is()
    {
        var route = When_an_order_has_items_that_the_route_filters.RouteWith(rules =>
            rules.Substitutes = [new() { Code = "FREE-MUG", Items = [new() { Sku = "MUG", Quantity = 2 }] }]
        );

        var items = Items(route, Line("1", "TEE-S", 1), Line("2", "free-mug", 3, LineKind.Discount));

        Assert.Equal([("0001", 1m), ("MUG", 6m)], items);
    }

    [Fact]
    public void Should_send_what_the_description_of_a_line_without_sku_stands_for()
    {
        var route = When_an_order_has_items_that_the_route_filters.RouteWith(rules =>
            rules.Substitutes = [new() { Description = "A free mug", Items = [new() { Sku = "MUG" }] }]
        );

        var line = Line("2", null, 1, LineKind.Freeform) with { Description = " a free MUG " };

        Assert.Equal([("0001", 1m), ("MUG", 1m)], Items(route, Line("1", "TEE-S", 1), line));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_hold_a_line_without_sku_that_stands_for_nothing_only_where_the_route_says_so(bool holds)
    {
        var route = When_an_order_has_items_that_the_route_filters.RouteWith(rules =>
            rules.HoldLinesWithoutSku = holds
        );
        var line = Line("2", null, 1, LineKind.Freeform) with { Description = "Engraving" };

        var plan = When_an_order_has_items_that_the_route_filters.Plan(route, Line("1", "TEE-S", 1), line);

        Assert.Equal(holds ? ExceptionKind.LineWithoutSku : null, (plan as DeliveryPlan.Hold)?.Kind);
    }

    [Fact]
    public void Should_send_the_components_of_kits_within_kits_and_share_the_price()
    {
        var plan = When_an_order_has_items_that_the_route_filters.Plan(
            Kits(),
            Line("1", "BIG", 2) with
            {
                UnitPrice = 12,
            },
            Line("2", "MUG", 1) with
            {
                UnitPrice = 4,
            }
        );

        // BIG is 2 of SET and a MUG, SET is a TEE-S and 2 of MUG.
        var items = Assert.IsType<DeliveryPlan.Deliver>(plan).Command.Items;
        Assert.Equal([("0001", 4m), ("MUG", 11m)], items.Select(item => (item.ItemCode, item.Quantity)));
        Assert.Equal(decimal.Round(12m / 7, 4), items[0].UnitPrice);
        Assert.Contains(
            "BIG → 2 × TEE-S, 5 × MUG",
            plan.Steps.Single(step => step.Rule == "kit").What,
            StringComparison.Ordinal
        );
    }

    internal static OrderRoute Kits() =>
        When_an_order_has_items_that_the_route_filters.RouteWith(rules =>
            rules.Kits = [
                new() { Sku = "SET", Components = [new() { Sku = "TEE-S" }, new() { Sku = "MUG", Quantity = 2 }] },
                new() { Sku = "BIG", Components = [new() { Sku = " set", Quantity = 2 }, new() { Sku = "MUG" }] },
            ]
        );

    private static IEnumerable<(string, decimal)> Items(OrderRoute route, params OrderLine[] lines) =>
        Assert
            .IsType<DeliveryPlan.Deliver>(When_an_order_has_items_that_the_route_filters.Plan(route, lines))
            .Command.Items.Select(item => (item.ItemCode, item.Quantity));
}

public sealed class When_rules_about_items_contradict
{
    public static TheoryData<string, RuleOptions> Contradictions =>
        new()
        {
            {
                "contains itself",
                new() { Kits = [Kit("A", "B"), Kit("B", "A")] }
            },
            {
                "contains itself",
                new() { Kits = [Kit("A", " a ")] }
            },
            {
                "twice",
                new() { Kits = [Kit("A", "B"), Kit("a ", "C")] }
            },
            {
                "stands for nothing",
                new() { Substitutes = [new() { Code = "GIFT" }] }
            },
            {
                "stands for nothing",
                new() { Kits = [new() { Sku = "A" }] }
            },
            {
                "neither Code nor Description",
                new() { Substitutes = [new() { Items = [new() { Sku = "A" }] }] }
            },
            {
                "not above 0",
                new() { Kits = [new() { Sku = "A", Components = [new() { Sku = "B", Quantity = 0 }] }] }
            },
            {
                "ItemCodes translates",
                new() { Kits = [Kit("TEE-S", "MUG")] }
            },
            {
                "leaves out \"A\"",
                new()
                {
                    Kits = [Kit("A", "B")],
                    ItemFilter = new() { Skus = ["A"] },
                }
            },
            {
                "lists no SKU",
                new() { ItemFilter = new() { Mode = FilterMode.Allow } }
            },
            {
                "which is a kit, too",
                new() { Kits = [Kit("A", "B")], Substitutes = [new() { Code = "a", Items = [new() { Sku = "C" }] }] }
            },
            {
                "or more than",
                new()
                {
                    Kits =
                    [
                        .. Enumerable
                            .Range(0, 4)
                            .Select(i => new Kit
                            {
                                Sku = $"K{i}",
                                Components = [new() { Sku = $"K{i + 1}", Quantity = 100_000 }],
                            }),
                    ],
                }
            },
        };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Should_be_refused_with_what_is_wrong(string problem, RuleOptions rules)
    {
        var route = Route(options => options.Rules = rules).Settings;

        var refused = Assert.Throws<SettingException>(() => route.Check("acme-cart"));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("Routes:acme-cart:Rules:", refused.Setting, StringComparison.Ordinal);
    }

    private static Kit Kit(string sku, string component) =>
        new() { Sku = sku, Components = [new() { Sku = component }] };
}
