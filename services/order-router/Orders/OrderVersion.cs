using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Crossdock.OrderRouter.Orders;

/// <summary>The version of an order in HTTP: its ETag, which an action may name as If-Match.</summary>
internal static class OrderVersion
{
    public const string IfMatch =
        "The ETag of the order that the action was decided on: if the order has moved on since, the answer is 412 and nothing is done.";

    public static EntityTagHeaderValue Of(OrderState order) => new($"\"{order.HistoryVersion}\"");

    /// <summary>The version that a request names; null if any will do.</summary>
    /// <exception cref="Adapters.SettingException">It is no version.</exception>
    public static int? Read(string? ifMatch) =>
        ifMatch is null or "*" ? null
        : int.TryParse(ifMatch.Trim().Trim('"'), out var version) ? version
        : throw new Adapters.SettingException("If-Match", "is not an order's ETag", "send back the ETag of the order");

    public static ProblemHttpResult MovedOn(OrderState order) =>
        TypedResults.Problem(
            $"The order has moved on: it is {order.CurrentState} ({order.History.LastOrDefault()?.Description}). Look at it, then decide again.",
            statusCode: StatusCodes.Status412PreconditionFailed,
            extensions: [new("orderStatus", order.CurrentState), new("version", order.HistoryVersion)]
        );
}
