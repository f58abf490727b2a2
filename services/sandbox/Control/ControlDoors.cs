using Crossdock.Sandbox.Books;
using Crossdock.Sandbox.Faults;
using Crossdock.Sandbox.QuickBooksCommerce;
using Crossdock.Sandbox.Seeds;

namespace Crossdock.Sandbox.Control;

/// <summary>The sandbox's own doors: never faulted, never limited.</summary>
internal static class ControlDoors
{
    public const string Root = "/sandbox";

    public static void MapControl(this WebApplication app)
    {
        var books = app.Services.GetRequiredService<Ledger>();
        var calls = app.Services.GetRequiredService<CallCounter>();
        var doors = app.MapGroup(Root);
        doors.MapGet("/health", () => Results.Ok(new { status = "ok" }));
        doors.MapGet(
            "/catalog",
            () =>
                Results.Json(
                    Catalogue.Items.Select(item => new
                    {
                        sku = item.Sku,
                        upc = item.Upc,
                        name = item.Name,
                        known = item.Known,
                    })
                )
        );
        doors.MapGet("/calls", () => Results.Json(new { total = calls.All.Values.Sum(), calls = calls.All }));
        doors.MapDelete(
            "/calls",
            () =>
            {
                calls.Reset();
                return Results.NoContent();
            }
        );
        doors.MapGet("/report", () => CartAnswers.Json(books.Read(() => Report.Make(books))));
        doors.MapPost("/seed", (SeedRequest? sent) => Seed(books, sent ?? new SeedRequest()));
        doors.MapOrderDoors(books);
        doors.MapTicketDoors(app.Services);
        doors.MapFaultDoors(app.Services.GetRequiredService<FaultBook>());
    }

    private static IResult Seed(Ledger books, SeedRequest sent)
    {
        if (sent.Orders is < 1 or > 100_000)
        {
            return Results.BadRequest(new { error = "orders must be from 1 to 100000" });
        }
        var made = new Seeder(books).Seed(sent.Orders ?? Seeder.Sixty, sent.Seed ?? 1);
        return Results.Json(
            new
            {
                seeded = made,
                orders = books.Read(() => books.Seeds.Count),
                message = made == 0
                    ? "The books are seeded already; nothing was done."
                    : $"{made} orders are on the cart's books.",
            }
        );
    }
}

/// <summary>How many orders, and the seed that chooses people and goods.</summary>
internal sealed record SeedRequest(int? Orders = null, int? Seed = null);
