using System.ComponentModel;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Whether an order ships in time. Pure.</summary>
/// <param name="Day">The day on which it is to ship.</param>
/// <param name="State">One of <see cref="OnTime"/>, <see cref="AtRisk"/>, <see cref="Overdue"/>.</param>
public sealed record ShipBy(
    [property: Description("The day on which it is to ship.")] DateOnly Day,
    [property: Description("on_time; at_risk from the day before on; overdue once the day has ended (UTC).")]
        string State
)
{
    public const string OnTime = "on_time";
    public const string AtRisk = "at_risk";
    public const string Overdue = "overdue";

    /// <returns>Null if the cart names no day, or the order has shipped or ended.</returns>
    public static ShipBy? Of(OrderState order, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Order?.StartDate is not { } start || order.HasEnded() || order.IsShipped())
        {
            return null;
        }

        var day = DateOnly.FromDateTime(start.UtcDateTime);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return new(
            day,
            today > day ? Overdue
                : today >= day.AddDays(-1) ? AtRisk
                : OnTime
        );
    }
}
