using System.Globalization;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Middleware for every call to the cart: request id, token, rate limit, idempotency key, and error responses.</summary>
internal sealed class CartRequestPipeline(SandboxDatabase database, RateLimiter limiter, CartTokens tokens)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["X-Request-Id"] = Guid.NewGuid().ToString();
        try
        {
            if (context.Request.Path.StartsWithSegments(CartEndpoints.Root + "/oauth", StringComparison.Ordinal))
            {
                await next(context);
                return;
            }

            Authorize(context.Request);
            TakeCall(context.Response);
            await OnceAsync(context, next);
        }
        catch (CartProblem problem)
        {
            await CartResponses.WriteAsync(context, problem.Status, problem.Body);
        }
        catch (BadHttpRequestException e)
        {
            var problem = CartProblem.Typed(e.StatusCode, "Bad Request", "The request could not be read");
            await CartResponses.WriteAsync(context, problem.Status, problem.Body);
        }
    }

    private void Authorize(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (
            !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            || !tokens.Accepts(header["Bearer ".Length..].Trim())
        )
        {
            throw CartProblem.Unauthorized();
        }
    }

    private void TakeCall(HttpResponse response)
    {
        if (!limiter.IsOn)
        {
            return; // No headers either, so that a client does not limit itself.
        }

        var (allowed, limit, remaining, reset) = limiter.Take();
        WriteLimit(response, limit, remaining, reset);
        if (!allowed)
        {
            throw CartProblem.RateLimited();
        }
    }

    public static void WriteLimit(HttpResponse response, int limit, int remaining, long reset)
    {
        response.Headers["X-Rate-Limit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-Rate-Limit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-Rate-Limit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Stores an idempotency key before the call, and removes it if the call is refused.</summary>
    private async Task OnceAsync(HttpContext context, RequestDelegate next)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (
            key.Length == 0
            || !(HttpMethods.IsPost(context.Request.Method) || HttpMethods.IsPut(context.Request.Method))
        )
        {
            await next(context);
            return;
        }

        var stored = database.Change(() => Store(key));
        var done = false;
        try
        {
            await next(context);
            done = context.Response.StatusCode < 400;
        }
        finally
        {
            if (!done)
            {
                database.Change(() => database.Keys.Remove(stored));
            }
        }
    }

    private IdempotencyKey Store(string key)
    {
        foreach (var old in database.Keys.All.TakeWhile(old => old.CreatedAt < database.Now.AddHours(-24)).ToList())
        {
            database.Keys.Remove(old);
        }

        return database.Keys.All.Any(used => used.Key == key)
            ? throw CartProblem.Typed(
                Choices.DuplicateKeyStatus,
                "Conflict",
                "Duplicate Idempotency Key header detected"
            )
            : database.Keys.Add(new IdempotencyKey { Key = key });
    }
}
