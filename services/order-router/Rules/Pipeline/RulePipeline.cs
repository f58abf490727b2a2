using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>
/// Plans an order by rules in a fixed order. The first rule that skips or holds it decides; the rest are applied all the same, so that a
/// person sees every reason at once.
/// </summary>
public static class RulePipeline
{
    /// <summary>In the order in which they are applied; docs/rules.md explains each.</summary>
    public static IReadOnlyList<IOrderRule> Rules { get; } =
    [
        new HeldByPersonRule(),
        new PersonalDataRule(),
        new LoadFilterRule(),
        new CartStateRule(),
        new QuantityRule(),
        new DuplicateRule(),
        new ItemFilterRule(),
        new SubstituteRule(),
        new KitRule(),
        new WarehouseRule(),
        new ItemCodeRule(),
        new ShipMethodRule(),
        new ReferenceRule(),
        new HoldForRule(),
    ];

    public static RuleResult Run(OrderReceived order, RuleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var draft = OrderDraft.Of(order);
        var steps = new List<RuleStep>();
        DeliveryPlan? end = null;
        foreach (var rule in Rules)
        {
            switch (rule.Apply(draft, context))
            {
                case RuleOutcome.Continue next:
                    draft = next.Draft;
                    Record(RuleStep.Changed, next.What);
                    break;
                case RuleOutcome.RouteTo to:
                    draft = draft with { Warehouse = to.Warehouse };
                    Record(RuleStep.Routed, to.What);
                    break;
                case RuleOutcome.Hold { Until: { } until } wait:
                    draft = draft with { HoldUntil = draft.HoldUntil > until ? draft.HoldUntil : until };
                    Record(RuleStep.Waits, wait.Reason);
                    break;
                case RuleOutcome.Hold hold:
                    end ??= new DeliveryPlan.Hold(hold.Reason, hold.Kind, hold.Subject);
                    Record(RuleStep.Held, hold.Reason);
                    break;
                // A warehouse may have something of it: a person decides.
                case RuleOutcome.Skip skip when context.HadDelivery:
                    end ??= new DeliveryPlan.Hold(skip.Reason, ExceptionKind.Filtered);
                    Record(RuleStep.Held, skip.Reason);
                    break;
                case RuleOutcome.Skip skip:
                    end ??= new DeliveryPlan.Skip(skip.Reason);
                    Record(RuleStep.Skipped, skip.Reason);
                    break;
            }

            void Record(string outcome, string? what)
            {
                if (what is not null)
                {
                    steps.Add(new RuleStep(rule.Name, outcome, what));
                }
            }
        }

        var plan = end ?? new DeliveryPlan.Deliver(Command(draft, context));
        return new RuleResult(plan with { Steps = steps, ChangedLines = ChangedLine.Of(draft) }, draft);
    }

    private static DeliverOrder Command(OrderDraft draft, RuleContext context)
    {
        var order = draft.Order;
        return new DeliverOrder
        {
            DeliveryId = DerivedId.OfDelivery(order.OrderId, context.DeliveryNumber),
            OrderId = order.OrderId,
            Revision = order.Revision,
            Merchant = order.Merchant,
            Connection = draft.Warehouse!.Warehouse,
            OrderNumber = order.OrderNumber,
            Reference = draft.Reference,
            Warehouse = draft.Warehouse.Building,
            OrderedAt = order.OrderedAt,
            ShipTo = order.ShipTo,
            BillTo = order.BillTo,
            Carrier = draft.Method!.Carrier,
            Service = draft.Method.Service,
            Items = draft.Items(),
            Instructions = order.Notes,
            StartDate = order.StartDate,
            CancelDate = order.CancelDate,
            HoldUntil = draft.HoldUntil,
            ReadAt = order.ReadAt,
        };
    }
}

/// <summary>What the rules made of an order.</summary>
/// <param name="Plan">A delivery, a hold or a skip, with its steps.</param>
/// <param name="Draft">As far as the rules came with it.</param>
public sealed record RuleResult(DeliveryPlan Plan, OrderDraft Draft);
