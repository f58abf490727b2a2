using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Platform.Api;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Takes posted orders: one, a list as if it were one, and a batch.</summary>
internal sealed class OrderPosting(PostedOrders posted)
{
    private const int MaxOrders = 500;
    private const string Duplicate = "OrderDuplicate";

    /// <summary>One order, or a list: of a list, all are checked before one is stored.</summary>
    public async Task<IResult> PostAsync(
        JsonElement body,
        KeyScope scope,
        string by,
        CancellationToken cancellationToken
    )
    {
        var orders = OrderReading.Orders(body, MaxOrders).Select(OrderReading.Fields).ToList();
        foreach (var (index, order) in orders.Index())
        {
            if (OrderCheck.ReasonNot(order) is { } reason)
            {
                return Answers.Error(ErrorCode.Invalid, orders.Count == 1 ? reason : $"Order {index}: {reason}");
            }
        }

        var (success, failed) = (new JsonArray(), new JsonArray());
        foreach (var order in orders)
        {
            var isNew = await posted.PostAsync(CartOf(scope, order), order, by, cancellationToken);
            (isNew ? success : failed).Add((JsonNode)Result(order, isNew ? null : Duplicate));
        }

        if (failed.Count > 0)
        {
            return Answers.Error(
                ErrorCode.Failure,
                Duplicate,
                orders.Count == 1 ? null : new JsonObject { ["success"] = success, ["failed"] = failed }
            );
        }

        var first = new JsonObject
        {
            ["cust_ref"] = orders[0]["cust_ref"],
            ["order_number"] = orders[0]["cust_po_no"] ?? orders[0]["cust_ref"],
        };
        if (orders.Count > 1)
        {
            first["orders"] = success;
        }

        return Answers.Beside(first);
    }

    /// <summary>Each for itself: what cannot be taken keeps no other from being stored.</summary>
    public async Task<IResult> PostBatchAsync(
        JsonElement body,
        KeyScope scope,
        string by,
        CancellationToken cancellationToken
    )
    {
        var (success, failed) = (new JsonArray(), new JsonArray());
        foreach (var (index, element) in OrderReading.Orders(body, MaxOrders).Index())
        {
            var order = new PostedFields();
            string? reason;
            try
            {
                order = OrderReading.Fields(element);
                reason = OrderCheck.ReasonNot(order);
                if (reason is null && !await posted.PostAsync(CartOf(scope, order), order, by, cancellationToken))
                {
                    reason = Duplicate;
                }
            }
            catch (CartRoverException e)
            {
                reason = e.Message;
            }

            var result = Result(order, reason);
            if (reason is not null && order["cust_ref"] is null)
            {
                result.Insert(2, "index_pos", index);
            }

            (reason is null ? success : failed).Add((JsonNode)result);
        }

        return Answers.Success(new JsonObject { ["success"] = success, ["failed"] = failed });
    }

    private static string CartOf(KeyScope scope, PostedFields order) =>
        scope.CartOf(order["order_source"], mayBeMissing: true);

    private static JsonObject Result(PostedFields order, string? reason)
    {
        var result = new JsonObject
        {
            ["cust_ref"] = order["cust_ref"],
            ["cust_po_no"] = order["cust_po_no"] ?? (reason is null ? order["cust_ref"] : null),
        };
        if (reason is not null)
        {
            result["message"] = reason;
        }

        return result;
    }
}
