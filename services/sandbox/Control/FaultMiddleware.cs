using System.Globalization;
using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Faults;
using Crossdock.Sandbox.QuickBooksCommerce;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.Control;

/// <summary>Applies the faults in force to the calls of both services.</summary>
internal sealed class FaultMiddleware(FaultTable faults, BergenTokens tokens, SandboxOptions options)
{
    private const string Maintenance =
        "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (OperationName.Of(context) is not { } operation || faults.ForCall(operation) is not { } rule)
        {
            await next(context);
            return;
        }

        switch (rule.Fault)
        {
            case FaultKinds.TooMany:
                var reset = options.Time.GetUtcNow().AddMilliseconds(rule.Milliseconds ?? 1000).ToUnixTimeSeconds() + 1;
                CartRequestPipeline.WriteLimit(context.Response, 300, 0, reset);
                await RefuseAsync(context, CartProblem.RateLimited());
                break;
            case FaultKinds.Error or FaultKinds.Unavailable:
                context.Response.StatusCode = int.Parse(rule.Fault, CultureInfo.InvariantCulture);
                await WriteHtmlAsync(context, $"<html><body><h1>{rule.Fault}</h1></body></html>");
                break;
            case FaultKinds.TimeoutBefore:
                await TimeOutAsync(context, rule);
                break;
            case FaultKinds.TimeoutAfter:
                await RunAsync(context, next);
                await TimeOutAsync(context, rule);
                break;
            case FaultKinds.Drop:
                await DropAsync(context, await RunAsync(context, next));
                break;
            case FaultKinds.Cut:
                await CutAsync(context, await RunAsync(context, next));
                break;
            case FaultKinds.Slow:
                await DelayAsync(context, rule.Milliseconds ?? 1000);
                await next(context);
                break;
            case FaultKinds.Html:
                await WriteHtmlAsync(context, Maintenance);
                break;
            case FaultKinds.StaleToken when operation.StartsWith("bergen ", StringComparison.Ordinal):
                tokens.Clear();
                await next(context);
                break;
            default:
                await RefuseAsync(context, CartProblem.Unauthorized());
                break;
        }
    }

    private static Task RefuseAsync(HttpContext context, CartProblem problem) =>
        CartResponses.WriteAsync(context, problem.Status, problem.Body);

    private static async Task WriteHtmlAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    /// <summary>Does not answer until the client gives up or the time is over, then drops the connection.</summary>
    private async Task TimeOutAsync(HttpContext context, FaultRule rule)
    {
        await DelayAsync(context, rule.Milliseconds ?? 30_000);
        context.Abort();
    }

    private async Task DelayAsync(HttpContext context, int milliseconds)
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

    /// <summary>Runs the call and returns its answer instead of sending it.</summary>
    private static async Task<ReadOnlyMemory<byte>> RunAsync(HttpContext context, RequestDelegate next)
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

    private static async Task DropAsync(HttpContext context, ReadOnlyMemory<byte> answer)
    {
        // Announces the whole length, so that the client notices that the answer is incomplete.
        context.Response.ContentLength = Math.Max(answer.Length, 2);
        await context.Response.Body.WriteAsync(answer[..(answer.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static async Task CutAsync(HttpContext context, ReadOnlyMemory<byte> answer)
    {
        if (answer.Length > 0)
        {
            context.Response.ContentLength = answer.Length / 2;
            await context.Response.Body.WriteAsync(answer[..(answer.Length / 2)], context.RequestAborted);
        }
    }
}
