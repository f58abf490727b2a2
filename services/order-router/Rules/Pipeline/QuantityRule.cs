using System.Globalization;
using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Holds an order with a quantity that nobody can have meant; a line of zero units is not sent.</summary>
public sealed class QuantityRule : IOrderRule
{
    /// <summary>In units; sums of an order's lines stay within what every system can count.</summary>
    public const decimal MaxUnits = 1_000_000;

    public string Name => "quantity";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context) =>
        draft.Order.Lines.FirstOrDefault(line => line is { Kind: LineKind.Product, Quantity: < 0 or > MaxUnits })
            is { } odd
            ? new RuleOutcome.Hold(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The quantity of {odd.Sku ?? $"line {odd.LineId}"} is {odd.Quantity:0.####}: correct it in the cart to a number from 0 to {MaxUnits:N0}, or cancel the order."
                ),
                ExceptionKind.QuantityInvalid,
                odd.Sku ?? ""
            )
            : new RuleOutcome.Continue(draft);
}
