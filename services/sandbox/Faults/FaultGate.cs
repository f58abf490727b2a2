using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Control;
using Crossdock.Sandbox.QuickBooksCommerce;

namespace Crossdock.Sandbox.Faults;

/// <summary>Stands before both services and lets calls go wrong as the rules say.</summary>
internal sealed class FaultGate(FaultBook faults, BergenTokens tokens, SandboxOptions options)
{
    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        if (OperationName.Of(context) is not { } operation || faults.ForCall(operation) is not { } rule)
        {
            await next(context);
            return;
        }
        switch (rule.Fault)
        {
            case FaultKinds.TooMany or FaultKinds.Error or FaultKinds.Unavailable:
                await Refuse(context, rule);
                break;
            case FaultKinds.TimeoutBefore:
                await Withhold(context, rule);
                break;
            case FaultKinds.TimeoutAfter:
                await Work(context, next);
                await Withhold(context, rule);
                break;
            case FaultKinds.Drop:
                await Drop(context, await Work(context, next));
                break;
            case FaultKinds.Cut:
                await Cut(context, await Work(context, next));
                break;
            case FaultKinds.Slow:
                await Wait(context, rule.Milliseconds ?? 1000);
                await next(context);
                break;
            case FaultKinds.Html:
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync(
                    "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>",
                    context.RequestAborted
                );
                break;
            default:
                await Stale(context, operation, next);
                break;
        }
    }

    private async Task Refuse(HttpContext context, FaultRule rule)
    {
        var status = int.Parse(rule.Fault, CultureInfo.InvariantCulture);
        if (status == 429)
        {
            var reset = options.Time.GetUtcNow().AddMilliseconds(rule.Milliseconds ?? 1000).ToUnixTimeSeconds() + 1;
            context.Response.Headers["X-Rate-Limit-Limit"] = "300";
            context.Response.Headers["X-Rate-Limit-Remaining"] = "0";
            context.Response.Headers["X-Rate-Limit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
            await CartAnswers.Write(
                context,
                status,
                new JsonObject { ["error"] = "You have exceeded the API rate limit. Please retry later." }
            );
            return;
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"<html><body><h1>{status}</h1></body></html>", context.RequestAborted);
    }

    /// <summary>Says nothing until the client gives up or the bound is over; then hangs up.</summary>
    private async Task Withhold(HttpContext context, FaultRule rule)
    {
        await Wait(context, rule.Milliseconds ?? 30_000);
        context.Abort();
    }

    private async Task Wait(HttpContext context, int milliseconds)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), options.Time, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client gave up, as it should.
        }
    }

    /// <summary>Has the work done and keeps its answer back.</summary>
    private static async Task<ReadOnlyMemory<byte>> Work(HttpContext context, RequestDelegate next)
    {
        var body = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }
        return answer.ToArray();
    }

    private static async Task Drop(HttpContext context, ReadOnlyMemory<byte> answer)
    {
        // The length is promised whole, so that the client sees the answer break off.
        context.Response.ContentLength = Math.Max(answer.Length, 2);
        await context.Response.Body.WriteAsync(answer[..(answer.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static async Task Cut(HttpContext context, ReadOnlyMemory<byte> answer)
    {
        if (answer.Length == 0)
        {
            return;
        }
        context.Response.ContentLength = answer.Length / 2;
        await context.Response.Body.WriteAsync(answer[..(answer.Length / 2)], context.RequestAborted);
    }

    private async Task Stale(HttpContext context, string operation, RequestDelegate next)
    {
        if (operation.StartsWith("bergen ", StringComparison.Ordinal))
        {
            tokens.Clear();
            await next(context);
            return;
        }
        var refusal = CartProblem.Typed(401, "unauthorized", Choices.UnauthorizedMessage);
        await CartAnswers.Write(context, refusal.Status, refusal.Body);
    }
}
