using System.ComponentModel;
using System.Security.Claims;
using Crossdock.Platform.Api;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;
using Microsoft.AspNetCore.Mvc;
using Answer = System.Threading.Tasks.Task<Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Accepted,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult
>>;

namespace Crossdock.OrderRouter.Orders;

/// <summary>What a person does to one order. Each is accepted here, and done by the saga in sequence; the order's history shows it.</summary>
internal static class ActionEndpoints
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxReason = 500;
    private const int MaxText = 2000;
    private const string Id = "The order's id.";

    public static void MapActions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/orders/{id:guid}/comments", CommentAsync)
            .Action("orders.comment", "Puts a comment into the order's history.");
        api.MapPost("/orders/{id:guid}/hold", HoldAsync)
            .Action(
                "orders.hold",
                "Puts an order on hold until it is released; its delivery is canceled at the warehouse."
            );
        api.MapPost("/orders/{id:guid}/cancel", CancelAsync)
            .Action("orders.cancel", "Cancels an order, also at the warehouse, although the cart still wants it.");
        api.MapPost("/orders/{id:guid}/resend", ResendAsync)
            .Action(
                "orders.resend",
                "Sends an order again whose delivery was refused or canceled, or that was canceled."
            );
        api.MapPost("/orders/{id:guid}/edit", EditAsync)
            .Action(
                "orders.edit",
                "Changes what is sent; each change stays until the cart changes the same. A delivery that goes on is canceled and sent again."
            );
    }

    private static Answer CommentAsync(
        [Description(Id)] Guid id,
        CommentBody body,
        [FromHeader(Name = "If-Match"), Description(OrderVersion.IfMatch)] string? ifMatch,
        ClaimsPrincipal user,
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    ) =>
        DoAsync(
            new CommentOrder
            {
                OrderId = id,
                ActionId = Guid.CreateVersion7(),
                By = NameOf(user),
                Reason = ActionText.Required("text", body.Text, MaxText),
                ExpectedVersion = OrderVersion.Read(ifMatch),
            },
            orders,
            bus,
            cancellationToken
        );

    private static Answer HoldAsync(
        [Description(Id)] Guid id,
        ReasonBody body,
        [FromHeader(Name = "If-Match"), Description(OrderVersion.IfMatch)] string? ifMatch,
        ClaimsPrincipal user,
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    ) =>
        DoAsync(
            new HoldOrder
            {
                OrderId = id,
                ActionId = Guid.CreateVersion7(),
                By = NameOf(user),
                Reason = ActionText.Required("reason", body.Reason, MaxReason),
                ExpectedVersion = OrderVersion.Read(ifMatch),
            },
            orders,
            bus,
            cancellationToken
        );

    private static Answer CancelAsync(
        [Description(Id)] Guid id,
        ReasonBody body,
        [FromHeader(Name = "If-Match"), Description(OrderVersion.IfMatch)] string? ifMatch,
        ClaimsPrincipal user,
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    ) =>
        DoAsync(
            new CancelOrder
            {
                OrderId = id,
                ActionId = Guid.CreateVersion7(),
                By = NameOf(user),
                Reason = ActionText.Required("reason", body.Reason, MaxReason),
                ExpectedVersion = OrderVersion.Read(ifMatch),
            },
            orders,
            bus,
            cancellationToken
        );

    private static Answer ResendAsync(
        [Description(Id)] Guid id,
        ReasonBody body,
        [Description("duplicate-risk: send it although the warehouse may have it already.")] string? confirm,
        [FromHeader(Name = "If-Match"), Description(OrderVersion.IfMatch)] string? ifMatch,
        ClaimsPrincipal user,
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    ) =>
        DoAsync(
            new ResendOrder
            {
                OrderId = id,
                ActionId = Guid.CreateVersion7(),
                By = NameOf(user),
                Reason = ActionText.Required("reason", body.Reason, MaxReason),
                ExpectedVersion = OrderVersion.Read(ifMatch),
                ConfirmsDuplicateRisk = confirm == ReleaseEndpoints.DuplicateRisk,
            },
            orders,
            bus,
            cancellationToken
        );

    private static Answer EditAsync(
        [Description(Id)] Guid id,
        EditBody body,
        [FromHeader(Name = "If-Match"), Description(OrderVersion.IfMatch)] string? ifMatch,
        ClaimsPrincipal user,
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    )
    {
        ActionText.Check(body);
        return DoAsync(
            new EditOrder
            {
                OrderId = id,
                ActionId = Guid.CreateVersion7(),
                By = NameOf(user),
                Reason = ActionText.Required("reason", body.Reason, MaxReason),
                ExpectedVersion = OrderVersion.Read(ifMatch),
                ShipTo = body.ShipTo,
                ShipMethod = body.ShipMethod,
                Notes = body.Notes,
                Quantities = body.Quantities ?? [],
            },
            orders,
            bus,
            cancellationToken
        );
    }

    /// <summary>Answers at once what cannot be done on the order as it stands; the saga asks again.</summary>
    private static async Answer DoAsync(
        IOrderAction action,
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    )
    {
        if (await orders.FindAsync(action.OrderId.ToString("D"), cancellationToken) is not { } order)
        {
            return OrderEndpoints.NoOrder(action.OrderId);
        }

        if (OrderActions.IsOutdated(order, action))
        {
            return OrderVersion.MovedOn(order);
        }

        if (OrderActions.ReasonNot(order, action) is { } reason)
        {
            return Problems.Conflict(reason);
        }

        await bus.PublishAsync(action, cancellationToken);
        return TypedResults.Accepted($"{ApiSecurity.ApiRoot}/orders/{action.OrderId}");
    }

    private static string NameOf(ClaimsPrincipal user) => user.Identity?.Name ?? "unknown";

    private static void Action(this RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint
            .For(Role.Operate)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Describe(name, summary, 404, 409, 412, 413, 415);
}
