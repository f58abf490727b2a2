namespace Crossdock.OrderRouter.Rules;

/// <summary>Translates the SKUs to the warehouse's item codes; one without a translation is sent as it is.</summary>
public sealed class ItemCodeRule : IOrderRule
{
    public string Name => "item_code";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context)
    {
        if (draft.Warehouse is not { } route)
        {
            return new RuleOutcome.Continue(draft);
        }

        var translated = new List<string>();
        var lines = draft.Lines.Select(line => line with { Parts = [.. line.Parts.Select(Translate)] }).ToList();
        return new RuleOutcome.Continue(draft with { Lines = lines }, RuleText.List(translated));

        DraftPart Translate(DraftPart part)
        {
            var code = route.CodeOf(part.Sku);
            if (!string.Equals(code, part.Sku.Trim(), StringComparison.Ordinal))
            {
                translated.Add($"{part.Sku.Trim()} → {code}");
            }

            return part with
            {
                ItemCode = code,
            };
        }
    }
}
