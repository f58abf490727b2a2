using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Sends items for a line whose code, or description, stands for them; a line of goods without an SKU may hold the order.</summary>
public sealed class SubstituteRule : IOrderRule
{
    public string Name => "substitute";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context)
    {
        if (context.Route?.Items is not { } items)
        {
            return new RuleOutcome.Continue(draft);
        }

        var done = new List<string>();
        var lines = draft.Lines.Select(Replace).ToList();
        return items.HoldLinesWithoutSku && lines.Find(IsUnknown) is { } unknown
            ? new RuleOutcome.Hold(
                $"The line \"{unknown.Line.Description ?? unknown.Line.LineId}\" has no SKU: add its description to the substitutes in the route of {context.Route.Cart}, or give the line an item in the cart.",
                ExceptionKind.LineWithoutSku,
                unknown.Line.Description ?? ""
            )
            : new RuleOutcome.Continue(draft with { Lines = lines }, RuleText.List(done));

        DraftLine Replace(DraftLine draftLine)
        {
            var line = draftLine.Line;
            if (
                draftLine.IsChanged
                || line.Quantity <= 0
                || items.SubstituteOf(line.Sku, line.Description) is not { } parts
            )
            {
                return draftLine;
            }

            done.Add($"{line.Sku?.Trim() ?? line.Description} → {RuleText.List(parts.Select(RuleText.Of))}");
            return draftLine.As(parts);
        }
    }

    private static bool IsUnknown(DraftLine line) =>
        line
            is {
                Parts.Count: 0,
                IsChanged: false,
                Line: { Kind: LineKind.Product or LineKind.Freeform, Quantity: > 0 }
            }
        && string.IsNullOrWhiteSpace(line.Line.Sku);
}
