using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.Platform.Api;
using Crossdock.Platform.Connections;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.CartAdapter.Webhooks;

/// <summary><c>POST /webhooks/{connection}</c>: a cart reports a change, authenticated by its signature.</summary>
public static class WebhookEndpoint
{
    /// <summary>In bytes; webhooks are small.</summary>
    private const int MaxBytes = 64 * 1024;

    public static void MapWebhooks(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/webhooks/{connection}", TakeAsync).AllowAnonymously("the cart signs what it sends");

    /// <summary>401 without effect if the signature is wrong; 503, so that the cart retries, if the order could not be fetched.</summary>
    private static async Task<Results<Ok, UnauthorizedHttpResult, StatusCodeHttpResult>> TakeAsync(
        string connection,
        HttpRequest request,
        ConnectionSet<ICart> carts,
        CartOrderStore orders,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        // An unknown connection is answered like a wrong signature, so that connection names cannot be enumerated.
        if (await carts.FindAsync(connection, cancellationToken) is not { External: INotifyingCart cart } known)
        {
            return TypedResults.Unauthorized();
        }

        if (await ReadAsync(request, cancellationToken) is not { } body)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var notice = cart.ReadNotice(body, name => request.Headers[name]);
        if (!notice.IsAuthentic)
        {
            return TypedResults.Unauthorized();
        }

        if (notice.CartOrderId is not { } id)
        {
            return TypedResults.Ok();
        }

        try
        {
            if (await cart.ReadOrderAsync(id, cancellationToken) is { } order)
            {
                var settings = known.Settings;
                await orders.KeepAsync(
                    connection,
                    settings.Merchant,
                    OrderDownload.EarliestOrderDate(settings),
                    order,
                    cancellationToken
                );
            }

            return TypedResults.Ok();
        }
        catch (ConnectionProblemException problem)
        {
            WebhookLog.WebhookNotFetched(loggers.CreateLogger(nameof(WebhookEndpoint)), connection, problem.Message);
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <returns>Null if the body is too large.</returns>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(
            buffer,
            buffer.Length,
            throwOnEndOfStream: false,
            cancellationToken
        );
        return length > MaxBytes ? null : buffer[..length];
    }
}
