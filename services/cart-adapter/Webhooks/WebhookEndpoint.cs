using System.ComponentModel;
using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.Platform.Api;
using Crossdock.Platform.Connections;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Crossdock.CartAdapter.Webhooks;

/// <summary><c>POST /webhooks/{connection}</c>: a cart reports a change, authenticated by its signature.</summary>
public static class WebhookEndpoint
{
    /// <summary>In bytes; webhooks are small.</summary>
    private const int MaxBytes = 64 * 1024;

    public static void MapWebhooks(this IEndpointRouteBuilder root) =>
        root.MapPost("/webhooks/{connection}", TakeAsync)
            .AllowAnonymously("the cart signs what it sends")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Describe("webhooks.receive", "Takes a webhook of a cart, authenticated by its signature.", 401, 413);

    /// <summary>401 without effect if the signature is wrong; 503, so that the cart retries, if the order could not be fetched.</summary>
    private static async Task<Results<Ok, UnauthorizedHttpResult, ProblemHttpResult>> TakeAsync(
        [Description("The cart connection.")] string connection,
        HttpRequest request,
        ConnectionSet<ICart> carts,
        CartOrderStore orders,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        // The body is read first, and an unknown connection is answered like a wrong signature: names cannot be enumerated.
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (
            await carts.FindAsync(connection, cancellationToken) is not { External: INotifyingCart cart } known
            || cart.ReadNotice(body.ToArray(), name => request.Headers[name]) is not { IsAuthentic: true } notice
        )
        {
            return TypedResults.Unauthorized();
        }

        try
        {
            var readAt = time.GetUtcNow();
            if (notice.CartOrderId is { } id && await cart.ReadOrderAsync(id, cancellationToken) is { } order)
            {
                var settings = known.Settings;
                await orders.KeepAsync(
                    connection,
                    settings.Merchant,
                    settings.Of<CartSettings>().EarliestOrderDate,
                    order,
                    readAt,
                    cancellationToken
                );
            }

            return TypedResults.Ok();
        }
        catch (ConnectionProblemException problem)
        {
            WebhookLog.WebhookNotFetched(loggers.CreateLogger(nameof(WebhookEndpoint)), connection, problem.Message);
            return Problems.Of(
                StatusCodes.Status503ServiceUnavailable,
                "The order cannot be read from the cart now: send the webhook again."
            );
        }
    }
}
