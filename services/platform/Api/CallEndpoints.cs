using System.ComponentModel;
using System.Security.Claims;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Api;

/// <summary><c>GET /api/v1/orders/{id}/calls</c>: the external calls of an order, where a service makes any.</summary>
internal static class CallEndpoints
{
    public static void MapCalls(this IEndpointRouteBuilder api)
    {
        if (api.ServiceProvider.GetService<CallLog>() is null)
        {
            return;
        }

        api.MapGet("/orders/{id:guid}/calls", ListAsync)
            .For(Role.Read)
            .Describe(
                "calls.list",
                "Lists the external calls about an order, oldest first; request and answer only for the role operate."
            );
    }

    private static async Task<Ok<Page<CallView>>> ListAsync(
        [Description("The order's id.")] Guid id,
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        IDocuments<CallDocument> calls,
        CancellationToken cancellationToken
    )
    {
        // Bodies hold names and addresses.
        var showsBodies = user.IsInRole(Role.Operate.Name());
        return TypedResults.Ok(
            await page.ReadAsync(
                calls,
                CallDocument.ByOrder.Where(id.ToString("D")),
                call => CallView.Of(call, showsBodies),
                cancellationToken
            )
        );
    }
}

/// <summary>An external call in API responses.</summary>
public sealed record CallView
{
    public required DateTimeOffset At { get; init; }
    public required string Connection { get; init; }

    [Description("Which adapter.")]
    public required string Kind { get; init; }

    [Description("The HTTP method.")]
    public required string Method { get; init; }
    public required string Address { get; init; }

    [Description("What was asked for, where the address does not tell.")]
    public string? Operation { get; init; }

    [Description("The HTTP status; null if no answer came.")]
    public int? Status { get; init; }
    public required int Milliseconds { get; init; }

    [Description("Why no whole answer came.")]
    public string? Failure { get; init; }

    [Description("The beginning of what was sent; null without the role operate.")]
    public string? Request { get; init; }

    [Description("The beginning of what was answered; null without the role operate.")]
    public string? Answer { get; init; }

    internal static CallView Of(CallDocument call, bool showsBodies) =>
        new()
        {
            At = call.At,
            Connection = call.Connection,
            Kind = call.Kind,
            Method = call.Method,
            Address = call.Address,
            Operation = call.Operation,
            Status = call.Status,
            Milliseconds = call.Milliseconds,
            Failure = call.Failure,
            Request = showsBodies ? call.Request : null,
            Answer = showsBodies ? call.Answer : null,
        };
}
