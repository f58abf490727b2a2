using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json.Serialization;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Api;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Crossdock.OrderRouter.Privacy;

/// <summary>Whose personal data are to be removed: an order's, or those of a customer by e-mail.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RemovalBody
{
    [Description("The order's id; or leave it out and set email.")]
    public Guid? OrderId { get; init; }

    [Description("The customer's e-mail address, as it is on the orders.")]
    public string? Email { get; init; }

    [Description("Why; at most 500 characters. It is shown until the data are removed.")]
    public string? Reason { get; init; }
}

/// <summary>What is removed.</summary>
/// <param name="Orders">How many orders; those that have not ended lose their data as soon as they have.</param>
public sealed record Removal(int Orders);

/// <summary><c>POST /api/v1/privacy/remove</c>.</summary>
internal static class PrivacyEndpoints
{
    private const int MaxBytes = 4 * 1024;
    private const int MaxReason = 500;
    private const int PageSize = 200;

    public static void MapPrivacy(this IEndpointRouteBuilder api) =>
        api.MapPost("/privacy/remove", RemoveAsync)
            .For(Role.Admin)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Describe(
                "privacy.remove",
                "Removes the personal data of an order, or of all orders of a customer, in every service; status, history and tracking remain.",
                404,
                413,
                415
            );

    private static async Task<Results<Accepted<Removal>, ProblemHttpResult>> RemoveAsync(
        RemovalBody body,
        ClaimsPrincipal user,
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    )
    {
        if (body.Reason?.Length > MaxReason || (body.OrderId is null) == (CustomerKey.Of(body.Email) is null))
        {
            return Problems.BadRequest("Set either orderId or email, and perhaps a reason of at most 500 characters.");
        }

        var ids = body.OrderId is { } id
            ? await orders.FindAsync(id.ToString("D"), cancellationToken) is null
                ? []
                : [id]
            : await OfCustomerAsync(CustomerKey.Of(body.Email)!, orders, cancellationToken);
        foreach (var found in ids)
        {
            await bus.PublishAsync(
                new RedactOrder
                {
                    OrderId = found,
                    By = user.Identity?.Name,
                    Reason = body.Reason,
                },
                cancellationToken
            );
        }

        return ids.Count > 0
            ? TypedResults.Accepted((string?)null, new Removal(ids.Count))
            : Problems.NotFound("There is no such order here, or it has no personal data any more.");
    }

    private static async Task<HashSet<Guid>> OfCustomerAsync(
        string key,
        IDocuments<OrderState> orders,
        CancellationToken cancellationToken
    )
    {
        var ids = new HashSet<Guid>();
        foreach (var query in (Query<OrderState>[])[OrderState.ByShipTo.Where(key), OrderState.ByBillTo.Where(key)])
        {
            var next = query.Take(PageSize);
            while (await orders.QueryAsync(next, cancellationToken) is { Count: > 0 } page)
            {
                ids.UnionWith(page.Select(order => order.CorrelationId));
                next = query.Take(PageSize).Continue(query.CursorAfter(page[^1]));
            }
        }

        return ids;
    }
}
