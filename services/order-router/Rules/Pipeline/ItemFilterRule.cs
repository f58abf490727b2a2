namespace Crossdock.OrderRouter.Rules;

/// <summary>Leaves out items that the route's filter does not send, or skips their order.</summary>
public sealed class ItemFilterRule : IOrderRule
{
    public string Name => "item_filter";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context)
    {
        if (context.Route?.Items is not { } items)
        {
            return new RuleOutcome.Continue(draft);
        }

        var left = new List<string>();
        var lines = new List<DraftLine>(draft.Lines.Count);
        foreach (var line in draft.Lines)
        {
            var isSent = line.Parts.Count == 0 || items.IsSent(line.Line.Sku!);
            lines.Add(isSent ? line : line with { Parts = [], IsChanged = true });
            if (!isSent)
            {
                left.Add(line.Line.Sku!.Trim());
            }
        }

        return RuleText.List(left) is not { } named ? new RuleOutcome.Continue(draft)
            : items.SkipsOrder
                ? new RuleOutcome.Skip($"The item filter of {context.Route.Cart} does not accept orders with {named}.")
            : lines.TrueForAll(line => line.Parts.Count == 0)
                ? new RuleOutcome.Skip($"The item filter of {context.Route.Cart} leaves nothing of it: {named}.")
            : new RuleOutcome.Continue(draft with { Lines = lines }, $"left out: {named}");
    }
}
