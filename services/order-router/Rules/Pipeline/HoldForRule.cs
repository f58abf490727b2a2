using System.Globalization;
using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Has an order wait for some minutes before the warehouse gets it, so that it can still be changed or canceled for nothing.</summary>
public sealed class HoldForRule : IOrderRule
{
    public string Name => "hold_for";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context) =>
        context.Route?.Orders.HoldFor is { } time && context.ReceivedAt is { } receivedAt
            ? new RuleOutcome.Hold(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the warehouse gets it at {receivedAt + time:yyyy-MM-dd HH:mm}Z, {time.TotalMinutes:0} minutes after it was received"
                ),
                ExceptionKind.OnHold,
                Until: receivedAt + time
            )
            : new RuleOutcome.Continue(draft);
}
