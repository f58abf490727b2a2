using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Rules;
using static Crossdock.OrderRouter.Tests.Support.Parcels;

namespace Crossdock.OrderRouter.Tests.Rules;

public sealed class When_an_order_meets_a_condition
{
    private static readonly OrderReceived Order = RuleCases.Order(Line("1", "TEE-S", 2), Line("2", "MUG", 3)) with
    {
        OrderedAt = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero),
        ShipTo = new Address
        {
            CountryCode = "US",
            Country = "United States",
            State = "NJ",
            PostalCode = "07306-1234",
        },
        Attributes = new OrderAttributes
        {
            Status = "finalized",
            PaymentStatus = "paid",
            InvoiceStatus = "invoiced",
            FulfillmentStatus = "unshipped",
            PackStatus = "unpacked",
            Location = "160",
            Total = 99.5m,
            Tags = ["web", "gift"],
        },
    };

    public static TheoryData<bool, OrderCondition> Conditions =>
        new()
        {
            { true, new() },
            {
                true,
                new() { Countries = ["CA", " us "] }
            },
            {
                true,
                new() { Countries = ["united states"] }
            },
            {
                false,
                new() { Countries = ["CA"] }
            },
            {
                true,
                new() { States = ["nj"] }
            },
            {
                true,
                new() { PostalCodes = ["073"] }
            },
            {
                false,
                new() { PostalCodes = ["73"] }
            },
            {
                true,
                new() { Skus = ["mu*"] }
            },
            {
                false,
                new() { Skus = ["mu"] }
            },
            {
                true,
                new() { Tags = ["GIFT"] }
            },
            {
                false,
                new() { Tags = ["wholesale"] }
            },
            {
                true,
                new() { ShipMethods = ["standard"] }
            },
            {
                true,
                new() { Locations = ["160"] }
            },
            {
                true,
                new() { Statuses = ["finalized"], PaymentStatuses = ["partial", "paid"] }
            },
            {
                false,
                new() { Statuses = ["finalized"], PaymentStatuses = ["unpaid"] }
            },
            {
                true,
                new() { InvoiceStatuses = ["invoiced"], FulfillmentStatuses = ["unshipped"] }
            },
            {
                false,
                new() { PackStatuses = ["packed"] }
            },
            {
                true,
                new() { MinTotal = 99.5m, MaxTotal = 99.5m }
            },
            {
                false,
                new() { MinTotal = 100 }
            },
            {
                true,
                new() { MinQuantity = 5, MaxQuantity = 5 }
            },
            {
                false,
                new() { MaxQuantity = 4 }
            },
            {
                true,
                new() { OrderedFrom = Order.OrderedAt }
            },
            {
                false,
                new() { OrderedBefore = Order.OrderedAt }
            },
        };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Should_be_told_by_each_criterion(bool isMet, OrderCondition condition) =>
        Assert.Equal(isMet, new ConditionMatch(condition).IsMet(Order));

    [Fact]
    public void Should_not_be_met_by_what_the_cart_does_not_say()
    {
        var silent = Order with { Attributes = null };

        Assert.False(new ConditionMatch(new() { MinTotal = 0 }).IsMet(silent));
        Assert.False(new ConditionMatch(new() { PaymentStatuses = ["paid"] }).IsMet(silent));
        Assert.Equal(
            "tag, total",
            new ConditionMatch(
                new()
                {
                    Tags = ["web"],
                    MaxTotal = 1,
                    Countries = ["US"],
                }
            ).NotMet(silent)
        );
    }
}

public sealed class When_a_route_filters_orders
{
    private static readonly OrderReceived Order = RuleCases.Order(Line("1", "TEE-S", 1)) with
    {
        Attributes = new OrderAttributes { PaymentStatus = "unpaid" },
    };

    [Fact]
    public void Should_skip_what_a_blocking_filter_means_and_what_no_allowing_one_does()
    {
        var blocked = Plan(Filter(FilterMode.Block, "unpaid"));
        var notAllowed = Plan(Filter(FilterMode.Allow, "paid"));

        Assert.StartsWith(
            "The load filter \"pay\" of acme-cart does not accept it (payment status).",
            Assert.IsType<DeliveryPlan.Skip>(blocked).Reason,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "No load filter of acme-cart accepts it: \"pay\" (payment status).",
            Assert.IsType<DeliveryPlan.Skip>(notAllowed).Reason,
            StringComparison.Ordinal
        );
        Assert.IsType<DeliveryPlan.Deliver>(Plan(Filter(FilterMode.Allow, "unpaid")));
    }

    [Fact]
    public void Should_leave_alone_what_a_person_took_in_or_what_was_sent_before()
    {
        var route = Filter(FilterMode.Block, "unpaid");

        Assert.IsType<DeliveryPlan.Deliver>(DeliveryPlan.For(Order with { TakenIn = "taken in by Ada" }, route, 1));
        Assert.IsType<DeliveryPlan.Deliver>(
            RulePipeline.Run(Order, new RuleContext { Route = route, HadDelivery = true }).Plan
        );
    }

    private static OrderRoute Filter(FilterMode mode, string status) =>
        When_an_order_has_items_that_the_route_filters.RouteWith(rules =>
            rules.LoadFilters = [
                new()
                {
                    Name = "pay",
                    Mode = mode,
                    When = new() { PaymentStatuses = [status] },
                },
            ]
        );

    private static DeliveryPlan Plan(OrderRoute route) => DeliveryPlan.For(Order, route, 1);
}

public sealed class When_a_route_has_several_warehouses
{
    private static readonly OrderRoute Route = Support.Parcels.Route(options =>
    {
        options.Alternatives =
        [
            new()
            {
                Warehouse = "west",
                Building = "LA",
                ItemCodes = [new() { Sku = "TEE-S", Code = "W-1" }],
                ShipMethods =
                [
                    new()
                    {
                        Cart = "Standard",
                        Carrier = "ANY",
                        Service = "Standard",
                    },
                ],
            },
        ];
        options.Rules = new()
        {
            Routing =
            [
                new()
                {
                    Name = "mugs",
                    Warehouse = "acme-warehouse",
                    Building = "nj",
                    When = new() { Skus = ["MUG"] },
                },
                new()
                {
                    Name = "west coast",
                    Warehouse = "west",
                    Building = "LA",
                    When = new() { States = ["CA"] },
                },
            ],
            HoldMinutes = 30,
        };
    });

    [Fact]
    public void Should_send_an_order_by_the_first_rule_that_it_meets_in_that_warehouses_words()
    {
        var west = Planned(InState("CA", Line("1", "TEE-S", 1)));
        var mugs = Planned(InState("CA", Line("1", "TEE-S", 1), Line("2", "MUG", 1)));
        var other = Planned(InState("NY", Line("1", "TEE-S", 1)));

        Assert.Equal(
            ("west", "LA", "W-1", "ANY", "Standard"),
            (west.Connection, west.Warehouse, west.Items[0].ItemCode, west.Carrier, west.Service)
        );
        Assert.Equal(("acme-warehouse", "0001"), (mugs.Connection, mugs.Items[0].ItemCode));
        Assert.Equal(("acme-warehouse", "NJ"), (other.Connection, other.Warehouse));
    }

    [Fact]
    public void Should_name_the_rule_that_took_the_order()
    {
        var plan = DeliveryPlan.For(InState("CA", Line("1", "TEE-S", 1)), Route, 1);

        Assert.Equal(
            "west (LA), by the routing rule \"west coast\" (state)",
            plan.Steps.Single(step => step.Outcome == RuleStep.Routed).What
        );
    }

    [Fact]
    public void Should_have_the_warehouse_wait_for_the_minutes_after_the_order_was_received()
    {
        var order = InState("NY", Line("1", "TEE-S", 1));
        var context = new RuleContext { Route = Route, ReceivedAt = DateTimeOffset.UnixEpoch };
        var later = DateTimeOffset.UnixEpoch.AddDays(1);

        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(30), Until(order));
        Assert.Equal(later, Until(order with { HoldUntil = later }));

        DateTimeOffset? Until(OrderReceived one) =>
            Assert.IsType<DeliveryPlan.Deliver>(RulePipeline.Run(one, context).Plan).Command.HoldUntil;
    }

    public static TheoryData<string, Action<RouteOptions>> Contradictions =>
        new()
        {
            { "leads to nowhere", options => options.Rules!.Routing = [new() { Name = "a", Warehouse = "nowhere" }] },
            {
                "before others that none will reach",
                options =>
                    options.Rules!.Routing = [
                        new()
                        {
                            Name = "a",
                            Warehouse = "acme-warehouse",
                            Building = "NJ",
                        },
                        new()
                        {
                            Name = "b",
                            Warehouse = "acme-warehouse",
                            Building = "NJ",
                            When = new() { Tags = ["x"] },
                        },
                    ]
            },
            {
                "lower bound above",
                options =>
                    options.Rules!.LoadFilters = [
                        new()
                        {
                            Name = "a",
                            When = new() { MinTotal = 2, MaxTotal = 1 },
                        },
                    ]
            },
            { "without a criterion", options => options.Rules!.LoadFilters = [new() { Name = "a" }] },
            { "without Name", options => options.Rules!.LoadFilters = [new() { When = new() { Tags = ["x"] } }] },
            {
                "empty entry",
                options =>
                    options.Rules!.LoadFilters = [
                        new()
                        {
                            Name = "a",
                            When = new() { Tags = [" "] },
                        },
                    ]
            },
            { "is -1", options => options.Rules!.HoldMinutes = -1 },
        };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Should_refuse_rules_that_contradict_or_lead_nowhere(string problem, Action<RouteOptions> change)
    {
        var route = Support.Parcels.Route(options =>
        {
            options.Rules = new();
            change(options);
        });

        Assert.Contains(
            problem,
            Assert.Throws<SettingException>(() => route.Settings.Check("acme-cart")).Message,
            StringComparison.Ordinal
        );
    }

    private static OrderReceived InState(string state, params OrderLine[] lines) =>
        RuleCases.Order(lines) with
        {
            ShipTo = new Address { State = state },
        };

    private static DeliverOrder Planned(OrderReceived order) =>
        Assert.IsType<DeliveryPlan.Deliver>(DeliveryPlan.For(order, Route, 1)).Command;
}
