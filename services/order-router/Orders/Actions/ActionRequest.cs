using System.ComponentModel;
using System.Security.Claims;
using Crossdock.Platform.Api;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Crossdock.OrderRouter.Orders;

/// <summary>What every action on an order is asked with.</summary>
internal sealed class ActionRequest
{
    [FromRoute(Name = "id"), Description("The order's id.")]
    public required Guid Id { get; init; }

    [FromHeader(Name = "If-Match"), Description(OrderVersion.IfMatch)]
    public string? IfMatch { get; init; }
    public required ClaimsPrincipal User { get; init; }
    public required IDocuments<OrderState> Orders { get; init; }
    public required IBus Bus { get; init; }

    public string By => User.Identity?.Name ?? "unknown";

    public int? ExpectedVersion => OrderVersion.Read(IfMatch);

    /// <summary>Answers at once what cannot be done on the order as it stands; the saga asks again.</summary>
    public async Task<Results<Accepted, ProblemHttpResult>> DoAsync(
        IOrderAction action,
        CancellationToken cancellationToken
    )
    {
        if (await Orders.FindAsync(Id.ToString("D"), cancellationToken) is not { } order)
        {
            return OrderEndpoints.NoOrder(Id);
        }

        if (OrderActions.IsOutdated(order, action))
        {
            return OrderVersion.MovedOn(order);
        }

        if (OrderActions.ReasonNot(order, action) is { } reason)
        {
            return Problems.Conflict(reason);
        }

        await Bus.PublishAsync(action, cancellationToken);
        return TypedResults.Accepted($"{ApiSecurity.ApiRoot}/orders/{Id}");
    }
}
