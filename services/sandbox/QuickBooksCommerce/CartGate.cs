using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>What every call to the cart passes: request id, token, rate limit, idempotency key; and its refusals.</summary>
internal sealed class CartGate(Ledger books, RateLimiter limiter, CartTokens tokens)
{
    public async Task Pass(HttpContext context, RequestDelegate next)
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
            if (!await Allow(context))
            {
                return;
            }
            await Once(context, next);
        }
        catch (CartProblem problem)
        {
            await CartAnswers.Write(context, problem.Status, problem.Body);
        }
        catch (BadHttpRequestException problem)
        {
            var refusal = CartProblem.Typed(problem.StatusCode, "Bad Request", "The request could not be read");
            await CartAnswers.Write(context, refusal.Status, refusal.Body);
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
            throw CartProblem.Typed(401, "unauthorized", Choices.UnauthorizedMessage);
        }
    }

    private async Task<bool> Allow(HttpContext context)
    {
        if (!limiter.IsOn)
        {
            return true; // No limit, so no word of one: a client that keeps a budget keeps none.
        }

        var (allowed, limit, remaining, reset) = limiter.Take();
        var headers = context.Response.Headers;
        headers["X-Rate-Limit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["X-Rate-Limit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-Rate-Limit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
        if (!allowed)
        {
            await CartAnswers.Write(
                context,
                429,
                new JsonObject { ["error"] = "You have exceeded the API rate limit. Please retry later." }
            );
        }
        return allowed;
    }

    /// <summary>A key is taken before the work, and given back when the work was refused.</summary>
    private async Task Once(HttpContext context, RequestDelegate next)
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
        var taken = books.Change(() => Take(key));
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
                books.Change(() => books.Keys.Remove(taken));
            }
        }
    }

    private IdempotencyKey Take(string key)
    {
        var now = books.Now;
        foreach (var old in books.Keys.All.TakeWhile(old => old.CreatedAt < now.AddHours(-24)).ToList())
        {
            books.Keys.Remove(old);
        }
        if (books.Keys.All.Any(used => used.Key == key))
        {
            throw CartProblem.Typed(
                Choices.DuplicateKeyStatus,
                "Conflict",
                "Duplicate Idempotency Key header detected"
            );
        }
        return books.Keys.Add(
            new IdempotencyKey
            {
                Key = key,
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
    }
}
