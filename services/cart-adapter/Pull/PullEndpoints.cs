using System.ComponentModel;
using System.Security.Claims;
using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.Platform.Api;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Crossdock.CartAdapter.Pull;

/// <summary>Reads orders again, and takes in skipped ones, because a person asks for it.</summary>
internal static class PullEndpoints
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxReason = 500;

    public static void MapPull(this IEndpointRouteBuilder api)
    {
        api.MapPost("/orders/pull", PullAsync)
            .For(Role.Operate)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Describe(
                "orders.pull",
                "Reads an order again by its number, or up to 1,000 that were changed in a range, and stores what is new or has changed.",
                404,
                409,
                413,
                415,
                503
            );
        api.MapPost("/orders/{id:guid}/take-in", TakeInAsync)
            .For(Role.Operate)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Describe(
                "orders.takeIn",
                "Takes in an order that was skipped for its date, or by a load filter; it is read from the cart as it is now.",
                404,
                409,
                413,
                415,
                503
            );
    }

    private static async Task<Results<Ok<PulledOrders>, ProblemHttpResult>> PullAsync(
        PullBody body,
        [Description("True: only says how many orders there are, and what an order by number would become.")]
            bool? preview,
        ConnectionSet<ICart> carts,
        OrderPull pull,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (connection, problem) = await UsableAsync(carts, body.Connection, cancellationToken);
        if (connection is null)
        {
            return problem!;
        }

        try
        {
            return body switch
            {
                { Number: { Length: > 0 } number } => await ByNumberAsync(
                    connection,
                    number,
                    preview == true,
                    pull,
                    time,
                    cancellationToken
                ),
                { From: { } from } when (body.To ?? time.GetUtcNow()) is var to && from < to => await ByRangeAsync(
                    connection,
                    from,
                    to,
                    preview == true,
                    pull,
                    cancellationToken
                ),
                _ => Problems.BadRequest("Set number; or from, and perhaps to, a later moment."),
            };
        }
        catch (ConnectionProblemException failure)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, failure.Message);
        }
    }

    private static async Task<Results<Ok<PulledOrders>, ProblemHttpResult>> ByNumberAsync(
        Connection<ICart> connection,
        string number,
        bool isPreview,
        OrderPull pull,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var readAt = time.GetUtcNow();
        var found = await pull.FindAsync(connection, number, cancellationToken);
        if (found.Count == 0)
        {
            return Problems.NotFound($"{connection.Settings.Name} has no order {number}.");
        }

        var orders = isPreview
            ? await Task.WhenAll(found.Select(order => pull.PreviewAsync(connection, order, cancellationToken)))
            : await pull.KeepAsync(connection, found, readAt, cancellationToken);
        return TypedResults.Ok(new PulledOrders { Count = found.Count, Orders = orders });
    }

    private static async Task<Results<Ok<PulledOrders>, ProblemHttpResult>> ByRangeAsync(
        Connection<ICart> connection,
        DateTimeOffset from,
        DateTimeOffset to,
        bool isPreview,
        OrderPull pull,
        CancellationToken cancellationToken
    )
    {
        if (isPreview)
        {
            return connection.External is ISearchableCart cart
                ? TypedResults.Ok(new PulledOrders { Count = await cart.CountOrdersAsync(from, to, cancellationToken) })
                : Problems.Conflict($"{connection.Settings.Kind} cannot count orders without reading them: pull them.");
        }

        var (orders, next) = await pull.KeepAsync(connection, from, to, republish: true, cancellationToken);
        return TypedResults.Ok(
            new PulledOrders
            {
                Count = orders.Count,
                Orders = orders,
                Next = next,
            }
        );
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> TakeInAsync(
        [Description("The order's id.")] Guid id,
        TakeInBody body,
        ClaimsPrincipal user,
        ConnectionSet<ICart> carts,
        OrderPull pull,
        CartOrderStore store,
        IDocuments<CartOrderDocument> orders,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (body.Reason?.Trim() is not { Length: > 0 and <= MaxReason } reason)
        {
            return Problems.BadRequest($"Set reason: why the order is taken in, in at most {MaxReason} characters.");
        }

        if (await orders.FindAsync(id.ToString("D"), cancellationToken) is not { } document)
        {
            return Problems.NotFound($"The cart-adapter knows no order {id}: pull it by its number.");
        }

        var isSkippedByRules = document is { Received: not null, Settled: "skipped" };
        if (document.Skipped is null && !isSkippedByRules)
        {
            return Problems.Conflict("The order was not skipped.");
        }

        var (connection, problem) = await UsableAsync(carts, document.Connection, cancellationToken);
        if (connection is null)
        {
            return problem!;
        }

        try
        {
            var readAt = time.GetUtcNow();
            var found = await pull.FindAsync(connection, document.OrderNumber, cancellationToken);
            if (found.FirstOrDefault(order => order.CartOrderId == document.CartOrderId) is not { } order)
            {
                return Problems.Conflict($"{document.Connection} no longer has the order.");
            }

            if (Intake.ReasonToSkip(order, DateTimeOffset.MinValue) is { } unfit)
            {
                return Problems.Conflict($"It cannot be sent: {unfit}");
            }

            var who = user.Identity?.Name;
            await store.TakeInAsync(
                id,
                connection.Settings.Merchant,
                order,
                readAt,
                $"taken in by {who}: {reason}",
                cancellationToken
            );
            return TypedResults.Accepted($"{ApiSecurity.ApiRoot}/orders/{id}");
        }
        catch (ConnectionProblemException failure)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, failure.Message);
        }
    }

    private static async Task<(Connection<ICart>? Connection, ProblemHttpResult? Problem)> UsableAsync(
        ConnectionSet<ICart> carts,
        string name,
        CancellationToken cancellationToken
    ) =>
        await carts.FindAsync(name, cancellationToken) switch
        {
            null => (null, Problems.NotFound($"There is no cart connection {name} here.")),
            { IsDisabled: true } => (null, Problems.Conflict($"{name} is disabled: enable it first.")),
            var connection => (connection, null),
        };
}
