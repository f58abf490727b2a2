using System.Globalization;
using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>A person changes what is sent: a delivery that goes on is canceled at the warehouse first, then another one is sent.</summary>
    public Decision EditOrder(OrderState order, EditOrder message) =>
        Act(
            order,
            message,
            () =>
            {
                var changes = Changes(order.Order!, message).ToList();
                if (changes.Count == 0)
                {
                    return Decision.Note($"edited by {message.By}, without a difference");
                }

                order.Edit = OrderEdit.With(order.Edit, order.Order!, message);
                order.Order = order.Edit.Apply(order.Order!);
                var what = $"edited by {message.By}: {string.Join(", ", changes.Select(change => change.Field))}";
                return AfterEdit(order, what) with { Changes = changes };
            }
        );

    private Decision AfterEdit(OrderState order, string what)
    {
        if (order.CurrentState != OrderStatus.Error)
        {
            order.StopReason ??= $"It was {what}.";
            order.Note = Notes.ToBeReplaced;
            return Decision.Note($"{what}. {Notes.ToBeReplaced}", Stop(order, order.StopReason));
        }

        if (order.RequiresManualRelease)
        {
            return Decision.Note($"{what}; it is not sent before a person releases it");
        }

        var decision = PlanAgain(order, what);
        return decision.Description is null ? Decision.Note(what) : decision;
    }

    private static IEnumerable<OrderChange> Changes(OrderReceived order, EditOrder message)
    {
        if (message.ShipTo is { } to && to != order.ShipTo)
        {
            yield return new("shipTo", OneLine(order.ShipTo), OneLine(to)) { IsPersonal = true };
        }

        if (message.ShipMethod is { } method && method != order.ShipMethod)
        {
            yield return new("shipMethod", order.ShipMethod, method);
        }

        if (message.Notes is { } notes && notes != order.Notes)
        {
            yield return new("notes", order.Notes, notes) { IsPersonal = true };
        }

        foreach (var (lineId, quantity) in message.Quantities)
        {
            var line = order.Lines.First(line => line.LineId == lineId);
            if (line.Quantity != quantity)
            {
                yield return new($"quantity of {line.Sku}", Units(line.Quantity), Units(quantity));
            }
        }
    }

    private static string Units(decimal quantity) => quantity.ToString("0.####", CultureInfo.InvariantCulture);

    private static string OneLine(Address address) =>
        string.Join(
            ", ",
            new[]
            {
                $"{address.FirstName} {address.LastName}".Trim(),
                address.Company,
                address.Line1,
                address.Line2,
                $"{address.PostalCode} {address.City}".Trim(),
                address.State,
                address.CountryCode ?? address.Country,
                address.Phone,
                address.Email,
            }.Where(part => part is { Length: > 0 })
        );
}
