using System.ComponentModel;
using System.Security.Claims;
using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Asks for reconciliations, and shows what came of them.</summary>
internal static class ReconciliationEndpoints
{
    private const int MaxBytes = 16 * 1024;
    private static readonly TimeSpan MaxWindow = TimeSpan.FromDays(92);

    public static void MapReconciliation(this IEndpointRouteBuilder api)
    {
        api.MapPost("/reconcile", StartAsync)
            .For(Role.Operate)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Describe(
                "reconciliations.start",
                "Compares what the carts have, the hub has, and the warehouses have.",
                404,
                413,
                415
            );
        api.MapGet("/reconcile", ListAsync)
            .For(Role.Read)
            .Describe("reconciliations.list", "Lists the latest reconciliations, latest first.");
        api.MapGet("/reconcile/{id:guid}", FindAsync)
            .For(Role.Read)
            .Describe("reconciliations.get", "Shows a reconciliation, and a page of its differences.", 404);
    }

    private static async Task<Results<Accepted<ReconciliationView>, ProblemHttpResult>> StartAsync(
        ReconcileBody body,
        ClaimsPrincipal user,
        ReconciliationStart start,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var to = body.To is { } end && end < now ? end : now;
        if (body.From >= to || body.From < now - MaxWindow)
        {
            return Problems.BadRequest($"Set from to a moment before to, at most {MaxWindow.TotalDays:0} days back.");
        }

        var started = await start.StartAsync(
            Guid.CreateVersion7(now),
            body.From,
            to,
            body.Connections,
            user.Identity?.Name,
            cancellationToken
        );
        return started is null
            ? Problems.NotFound("No route names such a connection: see /api/v1/routes.")
            : TypedResults.Accepted($"{ApiSecurity.ApiRoot}/reconcile/{started.Id}", ReconciliationView.Of(started));
    }

    private static async Task<Ok<Page<ReconciliationView>>> ListAsync(
        [AsParameters] PageRequest page,
        IDocuments<ReconciliationDocument> reconciliations,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await page.ReadAsync(
                reconciliations,
                ReconciliationDocument.ByTime.Where().Backwards(),
                document => ReconciliationView.Of(document),
                cancellationToken
            )
        );

    private static async Task<Results<Ok<ReconciliationView>, ProblemHttpResult>> FindAsync(
        [Description("The reconciliation's id.")] Guid id,
        [AsParameters] PageRequest page,
        IDocuments<ReconciliationDocument> reconciliations,
        IDocuments<DifferenceDocument> differences,
        CancellationToken cancellationToken
    )
    {
        if (await reconciliations.FindAsync(id.ToString("D"), cancellationToken) is not { } document)
        {
            return Problems.NotFound($"There is no reconciliation {id}: see the list for the latest ones.");
        }

        var found = await page.ReadAsync(
            differences,
            DifferenceDocument.ByReconciliation.Where(document.Id),
            DifferenceView.Of,
            cancellationToken
        );
        return TypedResults.Ok(ReconciliationView.Of(document, found));
    }
}
