using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Books;
using Crossdock.Sandbox.Seeds;

namespace Crossdock.Sandbox.Control;

/// <summary>The warehouse by hand: tickets and stock.</summary>
internal static class TicketDoors
{
    public static void MapTicketDoors(this RouteGroupBuilder doors, IServiceProvider services)
    {
        var books = services.GetRequiredService<Ledger>();
        var floor = services.GetRequiredService<WarehouseFloor>();
        var clockwork = services.GetRequiredService<Clockwork>();
        doors.MapGet(
            "/tickets",
            (string? po) =>
                Results.Json(
                    books.Read(() =>
                        books
                            .Tickets.All.Where(ticket => po is null || ticket.CustomerPoNumber == po)
                            .Select(Show)
                            .ToList()
                    )
                )
        );
        doors.MapPost(
            "/tickets/{number}/ship",
            (string number, ShipRequest? sent) =>
                With(books, number, ticket => Ship(floor, ticket, sent ?? new ShipRequest()))
        );
        doors.MapPost(
            "/tickets/{number}/hold",
            (string number) => With(books, number, ticket => Stop(floor, ticket, TicketStatuses.OnHold))
        );
        doors.MapPost(
            "/tickets/{number}/cancel",
            (string number) => With(books, number, ticket => Stop(floor, ticket, TicketStatuses.Cancelled))
        );
        doors.MapPost(
            "/tickets/{number}/release",
            (string number) => With(books, number, ticket => Release(books, floor, clockwork, ticket))
        );
        doors.MapGet("/stock", () => Results.Json(books.Read(() => Stock(books))));
        doors.MapPost("/stock", (StockRequest sent) => SetStock(books, floor, clockwork, sent));
    }

    private static string? Ship(WarehouseFloor floor, Ticket ticket, ShipRequest sent)
    {
        if (!ticket.Live || ticket.WhollyShipped)
        {
            return "the ticket is not open";
        }
        var rest = WarehouseFloor.Rest(ticket);
        var parcel = new List<ParcelLine>();
        foreach (var item in sent.Items ?? [])
        {
            var part = rest.Find(one => ticket.Lines[one.Line].Upc == item.Upc && one.Quantity >= item.Quantity);
            if (part is null || item.Quantity <= 0)
            {
                return $"there are not {item.Quantity} of {item.Upc} left to ship on one line";
            }
            parcel.Add(part with { Quantity = item.Quantity });
            rest.Remove(part);
        }
        ticket.NextStepAt = null;
        ticket.TrackingOnTicket = sent.OnTicket;
        floor.Ship(ticket, parcel.Count > 0 ? parcel : rest, sent.TrackingNumber);
        return null;
    }

    private static string? Stop(WarehouseFloor floor, Ticket ticket, string status)
    {
        if (!ticket.Live || ticket.WhollyShipped)
        {
            return "the ticket is not open";
        }
        ticket.NextStepAt = null;
        floor.SetStatus(ticket, status);
        return null;
    }

    private static string? Release(Ledger books, WarehouseFloor floor, Clockwork clockwork, Ticket ticket)
    {
        if (ticket.Status is not (TicketStatuses.OnHold or TicketStatuses.NoStock))
        {
            return "the ticket is not on hold";
        }
        floor.SetStatus(ticket, ticket.Parcels.Count > 0 ? TicketStatuses.PartlyShipped : TicketStatuses.Printed);
        ticket.NextStepAt = books.Now;
        clockwork.Schedule(ticket);
        return null;
    }

    private static IResult SetStock(Ledger books, WarehouseFloor floor, Clockwork clockwork, StockRequest sent)
    {
        var upc = sent.Upc ?? Catalogue.Items.FirstOrDefault(item => item.Sku == sent.Sku)?.Upc;
        var warehouse = sent.WarehouseId ?? Warehouses.Stocked[0];
        return books.Change(() =>
        {
            if (books.Stock.All.FirstOrDefault(row => row.Upc == upc && row.WarehouseId == warehouse) is not { } row)
            {
                return Results.NotFound(new { error = "the warehouse holds no such product there" });
            }
            row.Actual = sent.Quantity;
            row.ChangedAt = books.Now;
            books.Stock.Save(row);
            foreach (
                var ticket in books.Tickets.All.Where(one =>
                    one.Status is TicketStatuses.NoStock && one.Lines.Exists(line => line.Upc == upc)
                )
            )
            {
                Release(books, floor, clockwork, ticket);
            }
            return Results.Json(Stock(books));
        });
    }

    private static IResult With(Ledger books, string number, Func<Ticket, string?> work) =>
        books.Change(() =>
        {
            var ticket = books.Tickets.All.LastOrDefault(one => one.Number == number || one.SentNumber == number);
            return ticket is null ? Results.NotFound(new { error = $"there is no ticket {number}" })
                : work(ticket) is { } problem ? Results.Conflict(new { error = problem })
                : Results.Json(Show(ticket));
        });

    private static object Show(Ticket ticket) =>
        new
        {
            number = ticket.Number,
            sentNumber = ticket.SentNumber,
            customerPoNumber = ticket.CustomerPoNumber,
            orderNumber = ticket.OrderNumber,
            warehouse = ticket.Warehouse,
            import = ticket.Import.ToString(),
            importMessage = ticket.ImportMessage,
            status = ticket.Status,
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

    private static object Stock(Ledger books) =>
        new
        {
            cart = books.Variants.All.Select(variant => new
            {
                variant = variant.Id,
                sku = variant.Sku,
                onHand = variant.OnHand.ToDictionary(place => $"{place.Key}", place => place.Value),
            }),
            warehouse = books.Stock.All.Select(row => new
            {
                upc = row.Upc,
                warehouseId = row.WarehouseId,
                actual = row.Actual,
            }),
        };
}

/// <summary>What goes into one parcel: nothing means all that is left.</summary>
/// <param name="TrackingNumber">Its tracking number; the warehouse's own when null.</param>
/// <param name="OnTicket">Whether the ticket then shows its tracking itself and lists no packages, as version 2 of the service does.</param>
internal sealed record ShipRequest(List<ShipItem>? Items = null, string? TrackingNumber = null, bool OnTicket = false);

/// <summary>A quantity of one product.</summary>
internal sealed record ShipItem(string Upc, decimal Quantity);

/// <summary>What a warehouse (NJ when not said) now holds of a product, by SKU or UPC.</summary>
internal sealed record StockRequest(int Quantity, string? Sku = null, string? Upc = null, int? WarehouseId = null);
