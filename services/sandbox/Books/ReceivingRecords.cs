namespace Crossdock.Sandbox.Books;

/// <summary>Goods announced to the warehouse, from the moment they were announced.</summary>
internal sealed class ReceivingTicket : IRecord
{
    public int Id { get; set; }

    /// <summary>The number it was given when it was sent.</summary>
    public required string Number { get; set; }
    public required string CustomerPo { get; set; }
    public required string Warehouse { get; set; }

    /// <summary>Text elements as they were sent, by element name; they come back as they came.</summary>
    public Dictionary<string, string> Texts { get; set; } = [];
    public Dictionary<string, string> Supplier { get; set; } = [];
    public List<string> TrackingNumbers { get; set; } = [];
    public List<string> ShipmentTypes { get; set; } = [];
    public List<ReceivingItem> Items { get; set; } = [];
    public ImportState Import { get; set; }
    public int ImportCode { get; set; }
    public string? ImportSeverity { get; set; }
    public string? ImportMessage { get; set; }

    /// <summary>One of the contract's statuses, without blanks.</summary>
    public string Status { get; set; } = "Draft";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset StatusChangedAt { get; set; }
    public DateTimeOffset? ArrivedAt { get; set; }
    public DateTimeOffset? AddedAt { get; set; }

    /// <summary>When it moves on by itself; null when it has come to its end.</summary>
    public DateTimeOffset? NextStepAt { get; set; }
}

internal sealed class ReceivingItem
{
    public required string Upc { get; set; }
    public int Expected { get; set; }
    public int Actual { get; set; }
    public Dictionary<string, string> Texts { get; set; } = [];
}
