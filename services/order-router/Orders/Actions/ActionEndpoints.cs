using System.ComponentModel;
using Crossdock.Platform.Api;
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
        CommentBody body,
        [AsParameters] ActionRequest request,
        CancellationToken cancellationToken
    ) =>
        request.DoAsync(
            new CommentOrder
            {
                OrderId = request.Id,
                ActionId = Guid.CreateVersion7(),
                By = request.By,
                Reason = ActionText.Required("text", body.Text, MaxText),
                ExpectedVersion = request.ExpectedVersion,
            },
            cancellationToken
        );

    private static Answer HoldAsync(
        ReasonBody body,
        [AsParameters] ActionRequest request,
        CancellationToken cancellationToken
    ) =>
        request.DoAsync(
            new HoldOrder
            {
                OrderId = request.Id,
                ActionId = Guid.CreateVersion7(),
                By = request.By,
                Reason = ActionText.Required("reason", body.Reason, MaxReason),
                ExpectedVersion = request.ExpectedVersion,
            },
            cancellationToken
        );

    private static Answer CancelAsync(
        ReasonBody body,
        [AsParameters] ActionRequest request,
        CancellationToken cancellationToken
    ) =>
        request.DoAsync(
            new CancelOrder
            {
                OrderId = request.Id,
                ActionId = Guid.CreateVersion7(),
                By = request.By,
                Reason = ActionText.Required("reason", body.Reason, MaxReason),
                ExpectedVersion = request.ExpectedVersion,
            },
            cancellationToken
        );

    private static Answer ResendAsync(
        ReasonBody body,
        [AsParameters] ActionRequest request,
        [Description("duplicate-risk: send it although the warehouse may have it already.")] string? confirm,
        CancellationToken cancellationToken
    ) =>
        request.DoAsync(
            new ResendOrder
            {
                OrderId = request.Id,
                ActionId = Guid.CreateVersion7(),
                By = request.By,
                Reason = ActionText.Required("reason", body.Reason, MaxReason),
                ExpectedVersion = request.ExpectedVersion,
                ConfirmsDuplicateRisk = ReleaseEndpoints.ConfirmsDuplicateRisk(confirm),
            },
            cancellationToken
        );

    private static Answer EditAsync(
        EditBody body,
        [AsParameters] ActionRequest request,
        CancellationToken cancellationToken
    )
    {
        ActionText.Check(body);
        return request.DoAsync(
            new EditOrder
            {
                OrderId = request.Id,
                ActionId = Guid.CreateVersion7(),
                By = request.By,
                Reason = ActionText.Required("reason", body.Reason, MaxReason),
                ExpectedVersion = request.ExpectedVersion,
                ShipTo = body.ShipTo,
                ShipMethod = body.ShipMethod,
                Notes = body.Notes,
                Quantities = body.Quantities ?? [],
            },
            cancellationToken
        );
    }

    private static void Action(this RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint
            .For(Role.Operate)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Describe(name, summary, 404, 409, 412, 413, 415);
}
