namespace Crossdock.Sandbox.Books;

/// <summary>How the import of a staged thing stands.</summary>
internal enum ImportState
{
    Pending,
    Imported,
    Failed,
}

/// <summary>A pick ticket, from the moment it was sent.</summary>
internal sealed class Ticket : IRecord
{
    public int Id { get; set; }

    /// <summary>The number as it was sent, and with the client code before it.</summary>
    public required string SentNumber { get; set; }
    public required string Number { get; set; }
    public required string CustomerPoNumber { get; set; }
    public required string OrderNumber { get; set; }
    public required string Warehouse { get; set; }

    /// <summary>Text elements as they were sent, by element name; they come back as they came.</summary>
    public Dictionary<string, string> Texts { get; set; } = [];

    /// <summary>BillToAddress, ShipToAddress and MarkForAddress, by element name, then by child name.</summary>
    public Dictionary<string, Dictionary<string, string>> Addresses { get; set; } = [];
    public List<TicketLine> Lines { get; set; } = [];
    public List<Parcel> Parcels { get; set; } = [];
    public ImportState Import { get; set; }
    public string? ImportSeverity { get; set; }
    public int ImportCode { get; set; }
    public string? ImportMessage { get; set; }
    public string Status { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset StatusChangedAt { get; set; }
    public DateTimeOffset? ShippedAt { get; set; }

    /// <summary>When it moves on by itself; null when it waits for a person or has arrived.</summary>
    public DateTimeOffset? NextStepAt { get; set; }
    public bool TwoParcels { get; set; }

    /// <summary>Whether it shows its tracking on the ticket and no packages, as version 2 of the service does.</summary>
    public bool TrackingOnTicket { get; set; }

    public bool Imported => Import is ImportState.Imported;
    public bool Live => Imported && Status is not "Cancelled";
    public bool WhollyShipped => Lines.TrueForAll(line => line.Shipped >= line.Quantity);
}

internal sealed class TicketLine
{
    public required string Upc { get; set; }
    public decimal Quantity { get; set; }
    public decimal Shipped { get; set; }
    public double UnitPrice { get; set; }
    public Dictionary<string, string> Texts { get; set; } = [];
}

internal sealed class Parcel
{
    public int PackageId { get; set; }
    public required string TrackingNumber { get; set; }
    public DateTimeOffset ShippedAt { get; set; }
    public decimal Weight { get; set; }
    public List<ParcelLine> Lines { get; set; } = [];
}

/// <summary>Quantity of one ticket line (by its place, from 0) in a parcel.</summary>
internal sealed record ParcelLine(int Line, decimal Quantity);

/// <summary>A product of the warehouse.</summary>
internal sealed class WarehouseProduct : IRecord
{
    public int Id { get; set; }
    public required string Upc { get; set; }
    public string Sku { get; set; } = "";
    public string Style { get; set; } = "";
    public string Color { get; set; } = "";
    public string Size { get; set; } = "";
    public string Description { get; set; } = "";
    public decimal Price { get; set; }

    /// <summary>When its import is through; before that the warehouse does not know it.</summary>
    public DateTimeOffset ImportedAt { get; set; }

    /// <summary>When the import of the last add is through.</summary>
    public DateTimeOffset AddedAt { get; set; }

    /// <summary>Whether the last add was refused, because the product is in use.</summary>
    public bool AddRefused { get; set; }

    /// <summary>A text by the name that it has in the contract; null for any other name.</summary>
    public string? Text(string name) =>
        name switch
        {
            "Sku" => Sku,
            "Style" => Style,
            "Color" => Color,
            "Size" => Size,
            "Description" => Description,
            _ => null,
        };
}

/// <summary>What one warehouse holds of one product.</summary>
internal sealed class StockRow : IRecord
{
    public int Id { get; set; }
    public required string Upc { get; set; }
    public int WarehouseId { get; set; }
    public int Actual { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>What a seeded order is, and how it must end.</summary>
internal sealed class SeedEntry : IRecord
{
    public int Id { get; set; }
    public int OrderId { get; set; }
    public required string Number { get; set; }
    public required string Kind { get; set; }
    public required string Expected { get; set; }

    /// <summary>Whether what happens while it is on its way has happened.</summary>
    public bool Happened { get; set; }
}
