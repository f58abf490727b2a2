using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Control;

/// <summary>Ships, holds, releases, cancels and shows pick tickets.</summary>
internal static class WarehouseControlEndpoints
{
    public static void MapWarehouseControl(this RouteGroupBuilder control, IServiceProvider services)
    {
        var database = services.GetRequiredService<SandboxDatabase>();
        var tickets = services.GetRequiredService<TicketControl>();
        var stock = services.GetRequiredService<StockControl>();
        control.MapGet(
            "/tickets",
            (string? po) =>
                Results.Json(
                    database.Read(() =>
                        database
                            .Tickets.All.Where(ticket => po is null || ticket.CustomerPoNumber == po)
                            .Select(Show)
                            .ToList()
                    )
                )
        );
        Map("ship", tickets.Ship);
        Map("hold", (ticket, _) => tickets.Stop(ticket, TicketStatuses.OnHold));
        Map("cancel", (ticket, _) => tickets.Stop(ticket, TicketStatuses.Cancelled));
        Map("release", (ticket, _) => tickets.Release(ticket));
        control.MapGet("/stock", () => Results.Json(stock.Show()));
        control.MapPost(
            "/stock",
            (StockRequest sent) =>
                stock.Set(sent)
                    ? Results.Json(stock.Show())
                    : Results.NotFound(new { error = "the warehouse holds no such product there" })
        );

        void Map(string action, Func<Ticket, ShipRequest, string?> run) =>
            control.MapPost(
                $"/tickets/{{number}}/{action}",
                (string number, ShipRequest? sent) =>
                    database.Change(() =>
                        tickets.Find(number) is not { } ticket
                            ? Results.NotFound(new { error = $"there is no ticket {number}" })
                        : run(ticket, sent ?? new ShipRequest()) is { } problem
                            ? Results.Conflict(new { error = problem })
                        : Results.Json(Show(ticket))
                    )
            );
    }

    private static object Show(Ticket ticket) =>
        new
        {
            number = ticket.Number,
            sentNumber = ticket.SentNumber,
            customerPoNumber = ticket.CustomerPoNumber,
            orderNumber = ticket.OrderNumber,
            warehouse = ticket.Warehouse,
            import = ticket.Import.ToString(),
            importMessage = ticket.Refusal?.Message,
            status = ticket.Status,
            createdAt = ticket.CreatedAt,
            texts = ticket.Texts,
            addresses = ticket.Addresses,
            lines = ticket.Lines.Select(line => new
            {
                upc = line.Upc,
                quantity = line.Quantity,
                shipped = line.Shipped,
            }),
            parcels = ticket.Parcels.Select(parcel => new
            {
                trackingNumber = parcel.TrackingNumber,
                lines = parcel.Lines.Select(part => new
                {
                    upc = ticket.Lines[part.Line].Upc,
                    quantity = part.Quantity,
                }),
            }),
        };
}
