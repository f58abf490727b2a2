namespace Crossdock.OrderRouter.Rules;

/// <summary>Sends the components of a kit.</summary>
public sealed class KitRule : IOrderRule
{
    public string Name => "kit";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context)
    {
        if (context.Route?.Items is not { } items)
        {
            return new RuleOutcome.Continue(draft);
        }

        var done = new List<string>();
        var lines = draft
            .Lines.Select(line => line.Parts.Any(IsKit) ? line.As([.. line.Parts.SelectMany(Explode)]) : line)
            .ToList();
        return done.Count == 0
            ? new RuleOutcome.Continue(draft)
            : new RuleOutcome.Continue(draft with { Lines = lines }, RuleText.List(done));

        bool IsKit(DraftPart part) => items.ComponentsOf(part.Sku) is not null;

        IEnumerable<Component> Explode(DraftPart part)
        {
            if (items.ComponentsOf(part.Sku) is not { } components)
            {
                return [new Component { Sku = part.Sku, Quantity = part.PerUnit }];
            }

            done.Add($"{part.Sku.Trim()} → {RuleText.List(components.Select(RuleText.Of))}");
            return components.Select(one => new Component { Sku = one.Sku, Quantity = one.Quantity * part.PerUnit });
        }
    }
}
