using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Faults;
using Crossdock.Sandbox.QuickBooksCommerce;
using Crossdock.Sandbox.Seeds;

namespace Crossdock.Sandbox.Control;

/// <summary>The sandbox's own endpoints. Faults and limits do not apply to them.</summary>
internal static class ControlEndpoints
{
    public static void MapControlEndpoints(this WebApplication app)
    {
        var database = app.Services.GetRequiredService<SandboxDatabase>();
        var calls = app.Services.GetRequiredService<CallCounter>();
        var control = app.MapGroup("/sandbox");
        control.MapGet("/health", () => Results.Ok(new { status = "ok" }));
        control.MapGet(
            "/catalog",
            () =>
                Results.Json(
                    Catalog.Items.Select(item => new
                    {
                        sku = item.Sku,
                        upc = item.Upc,
                        name = item.Name,
                        known = item.Known,
                    })
                )
        );
        control.MapGet("/calls", () => Results.Json(new { total = calls.All.Values.Sum(), calls = calls.All }));
        control.MapDelete(
            "/calls",
            () =>
            {
                calls.Reset();
                return Results.NoContent();
            }
        );
        control.MapGet("/report", () => CartResponses.Json(database.Read(() => Report.Create(database))));
        control.MapPost("/seed", (SeedRequest? sent) => Seed(database, sent ?? new SeedRequest()));
        control.MapCartControl(database);
        control.MapWarehouseControl(app.Services);
        control.MapFaultEndpoints(app.Services.GetRequiredService<FaultTable>());
    }

    private static IResult Seed(SandboxDatabase database, SeedRequest sent)
    {
        if (sent.Orders is < 1 or > 100_000)
        {
            return Results.BadRequest(new { error = "orders must be from 1 to 100000" });
        }

        var orders = sent.Orders ?? Seeder.DefaultOrders;
        var made = new Seeder(database).Seed(orders, sent.Seed ?? 1, sent.UpTo ?? orders);
        return Results.Json(
            new
            {
                seeded = made,
                orders = database.Read(() => database.Seeds.Count),
                message = made == 0
                    ? "The database is seeded already; nothing was changed."
                    : $"{made} orders were placed in the cart.",
            }
        );
    }
}

/// <summary>How many orders, the seed of their random choices, and how many of them are to be there for now; null for all.</summary>
internal sealed record SeedRequest(int? Orders = null, int? Seed = null, int? UpTo = null);
