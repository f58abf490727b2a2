using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Tests.Storage;

public enum ParcelState
{
    Open,
    Packed,
    Gone,
}

public sealed record ParcelLine(string Sku, decimal Quantity);

/// <summary>A document with everything in it that a document may have.</summary>
public sealed class Parcel : Document
{
    public static Index<Parcel> ByCarrier { get; } = new(p => p.Carrier, p => p.LeftAt);
    public static Index<Parcel> ByState { get; } = new(p => p.State, p => p.Grams);
    public static Index<Parcel> ByOrder { get; } = new(p => p.Order);
    public static Index<Parcel> ByDay { get; } = new(p => p.State, p => p.LeftAt, p => p.Id);
    public static CollectionDefinition<Parcel> Collection { get; } = new("parcels", ByCarrier, ByState, ByOrder, ByDay);

    public string? Carrier { get; set; }
    public DateTimeOffset? LeftAt { get; set; }
    public ParcelState State { get; set; }
    public int? Grams { get; set; }
    public Guid? Order { get; set; }
    public decimal Price { get; set; }
    public DateOnly? Promised { get; set; }
    public TimeSpan Took { get; set; }
    public bool Insured { get; set; }
    public IReadOnlyList<ParcelLine> Lines { get; set; } = [];
    public Dictionary<string, string> Notes { get; set; } = [];
}
