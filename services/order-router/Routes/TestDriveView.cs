using System.ComponentModel;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Routes;

/// <summary>What the rules make of an order, without any effect.</summary>
internal sealed record TestDriveView
{
    [Description("deliver, hold or skip.")]
    public required string Result { get; init; }
    public required string OrderNumber { get; init; }

    [Description("The cart connection.")]
    public required string Cart { get; init; }

    [Description("The warehouse connection that would ship it; null if none would.")]
    public string? Warehouse { get; init; }
    public string? Building { get; init; }

    [Description("The delivery's cust_ref.")]
    public required string Reference { get; init; }
    public string? Carrier { get; init; }
    public string? Service { get; init; }

    [Description("The warehouse would not get it before; null for at once.")]
    public DateTimeOffset? HoldUntil { get; init; }

    [Description("Every reason for which it would not be sent; the first one decides.")]
    public required IReadOnlyList<string> Reasons { get; init; }

    [Description("The order's lines, and what would be sent for each.")]
    public required IReadOnlyList<TestedLine> Lines { get; init; }

    [Description("What the warehouse would be asked to ship.")]
    public required IReadOnlyList<TestedItem> Items { get; init; }

    [Description("What each rule did, in the order of the rules.")]
    public required IReadOnlyList<RuleStep> Steps { get; init; }

    public static TestDriveView Of(RuleResult result)
    {
        var (plan, draft) = result;
        return new()
        {
            Result = plan switch
            {
                DeliveryPlan.Deliver => "deliver",
                DeliveryPlan.Hold => "hold",
                _ => "skip",
            },
            OrderNumber = draft.Order.OrderNumber,
            Cart = draft.Order.Connection,
            Warehouse = draft.Warehouse?.Warehouse,
            Building = draft.Warehouse?.Building,
            Reference = draft.Reference,
            Carrier = draft.Method?.Carrier,
            Service = draft.Method?.Service,
            HoldUntil = draft.HoldUntil,
            Reasons =
            [
                .. plan
                    .Steps.Where(step => step.Outcome is RuleStep.Held or RuleStep.Skipped)
                    .Select(step => step.What),
            ],
            Lines =
            [
                .. draft.Lines.Select(line => new TestedLine(
                    line.Line.LineId,
                    line.Line.Sku,
                    line.Line.Quantity,
                    [.. line.Parts.Select(part => new TestedItem(part.ItemCode, part.Quantity))]
                )),
            ],
            Items = [.. draft.Items().Select(item => new TestedItem(item.ItemCode, item.Quantity))],
            Steps = plan.Steps,
        };
    }
}

/// <summary>A line of the order, and what would be sent for it.</summary>
internal sealed record TestedLine(
    string LineId,
    string? Sku,
    decimal Quantity,
    [property: Description("Nothing is sent for a line without items.")] IReadOnlyList<TestedItem> Becomes
);

/// <summary>An item in the warehouse's code.</summary>
internal sealed record TestedItem(string ItemCode, decimal Quantity);
