namespace Crossdock.Sandbox.Data;

internal enum ImportState
{
    Pending,
    Imported,
    Failed,
}

/// <summary>One notification of the warehouse; code 0 is success.</summary>
internal sealed record Notification(int Code, string Severity, string Message);

/// <summary>A ticket that is staged when it is sent, imported a little later, and then moves from status to status.</summary>
internal abstract class StagedTicket : IRecord, IScheduled
{
    public int Id { get; set; }
    public required string Number { get; set; }
    public required string Warehouse { get; set; }

    /// <summary>Text elements as they were sent, by element name; they come back unchanged.</summary>
    public Dictionary<string, string> Texts { get; set; } = [];
    public ImportState Import { get; set; }

    /// <summary>Why the import failed.</summary>
    public Notification? Refusal { get; set; }
    public string Status { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset StatusChangedAt { get; set; }

    /// <summary>When the next step is due; null when it waits for a person or is finished.</summary>
    public DateTimeOffset? NextStepAt { get; set; }

    public bool Imported => Import is ImportState.Imported;

    public void Refuse(Notification refusal) => (Import, Refusal) = (ImportState.Failed, refusal);
}

/// <summary>A pick ticket. Its number is the sent one with the client code before it.</summary>
internal sealed class Ticket : StagedTicket
{
    public required string SentNumber { get; set; }
    public required string CustomerPoNumber { get; set; }
    public required string OrderNumber { get; set; }

    /// <summary>BillToAddress, ShipToAddress and MarkForAddress, by element name, then by child name.</summary>
    public Dictionary<string, Dictionary<string, string>> Addresses { get; set; } = [];
    public List<TicketLine> Lines { get; set; } = [];
    public List<Parcel> Parcels { get; set; } = [];
    public DateTimeOffset? ShippedAt { get; set; }
    public bool TwoParcels { get; set; }

    /// <summary>True if it shows its tracking on the ticket and lists no packages, as version 2 of the service does.</summary>
    public bool TrackingOnTicket { get; set; }

    public bool Live => Imported && Status is not "Cancelled";

    /// <summary>True if nothing more will ship, although something may be missing.</summary>
    public bool Closed { get; set; }
    public bool WhollyShipped => Closed || Lines.TrueForAll(line => line.Shipped >= line.Quantity);
    public bool Open => Live && !WhollyShipped;
}

internal sealed class TicketLine
{
    public required string Upc { get; set; }
    public decimal Quantity { get; set; }
    public decimal Shipped { get; set; }
    public decimal UnitPrice { get; set; }
    public Dictionary<string, string> Texts { get; set; } = [];

    /// <summary>The spelling of the UPC in the warehouse's answers; null for the same.</summary>
    public string? ShownUpc { get; set; }
}

internal sealed class Parcel
{
    public int PackageId { get; set; }
    public required string TrackingNumber { get; set; }
    public DateTimeOffset ShippedAt { get; set; }
    public decimal Weight { get; set; }
    public List<ParcelLine> Lines { get; set; } = [];
}

/// <summary>Quantity of one ticket line (by its index) in a parcel.</summary>
internal sealed record ParcelLine(int Line, decimal Quantity);

/// <summary>A receiving ticket: goods announced to the warehouse.</summary>
internal sealed class ReceivingTicket : StagedTicket
{
    public required string CustomerPo { get; set; }
    public Dictionary<string, string> Supplier { get; set; } = [];
    public List<string> TrackingNumbers { get; set; } = [];
    public List<string> ShipmentTypes { get; set; } = [];
    public List<ReceivingItem> Items { get; set; } = [];
    public DateTimeOffset? ArrivedAt { get; set; }
    public DateTimeOffset? AddedAt { get; set; }
}

internal sealed class ReceivingItem
{
    public required string Upc { get; set; }
    public int Expected { get; set; }
    public int Actual { get; set; }
    public Dictionary<string, string> Texts { get; set; } = [];
}

internal sealed class WarehouseProduct : IRecord
{
    public int Id { get; set; }
    public required string Upc { get; set; }

    /// <summary>Sku, Style, Color, Size and Description, by the names of the contract.</summary>
    public Dictionary<string, string> Texts { get; set; } = [];
    public decimal Price { get; set; }

    /// <summary>When it becomes known to the warehouse.</summary>
    public DateTimeOffset ImportedAt { get; set; }

    /// <summary>When the import of the last add is through.</summary>
    public DateTimeOffset AddedAt { get; set; }

    /// <summary>True if the last add was refused because the product is in use.</summary>
    public bool AddRefused { get; set; }

    public string Text(string name) => Texts.GetValueOrDefault(name, "");
}

/// <summary>What one warehouse has of one product.</summary>
internal sealed class StockRow : IRecord
{
    public int Id { get; set; }
    public required string Upc { get; set; }
    public int WarehouseId { get; set; }
    public int Actual { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>Look-ups that the warehouse's operations share.</summary>
internal static class WarehouseQueries
{
    public static WarehouseProduct? Product(this SandboxDatabase database, string? upc) =>
        database.Products.All.FirstOrDefault(product => product.Upc == upc?.Trim());

    /// <summary>True if the product's import is through.</summary>
    public static bool KnowsProduct(this SandboxDatabase database, string upc) =>
        database.Product(upc)?.ImportedAt <= database.Now;

    public static StockRow? StockOf(this SandboxDatabase database, string? upc, int? warehouse) =>
        database.Stock.All.FirstOrDefault(row => row.Upc == upc && row.WarehouseId == warehouse);

    public static void ChangeStock(this SandboxDatabase database, StockRow row, int actual)
    {
        row.Actual = actual;
        row.ChangedAt = database.Now;
        database.Stock.Save(row);
    }
}
