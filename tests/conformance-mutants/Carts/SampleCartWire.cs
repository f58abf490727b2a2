using Crossdock.Contracts;

namespace Crossdock.Conformance.Mutants.Carts;

internal sealed record SampleShop(string Name);

internal sealed record SampleLine(string Id, string Sku, decimal Units, decimal Price, decimal Discount);

/// <param name="Key">The client's own, by which it finds the parcel again.</param>
internal sealed record SampleParcel(
    string Id,
    string Key,
    string? Tracking,
    string? Carrier,
    IReadOnlyDictionary<string, decimal> Units
);

internal sealed record SampleOrder
{
    public string Id { get; init; } = "";
    public required string Number { get; init; }
    public bool Void { get; init; }
    public DateTimeOffset OrderedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public Address ShipTo { get; init; } = new();
    public string? ShipMethod { get; init; }
    public string? Notes { get; init; }
    public IReadOnlyList<SampleLine> Lines { get; init; } = [];
    public IReadOnlyList<SampleParcel> Parcels { get; init; } = [];
}

/// <param name="Next">What the next page begins after; null on the last one.</param>
internal sealed record SampleOrders(IReadOnlyList<SampleOrder> Orders, long? Next);

internal sealed record SampleLevel(string Sku, decimal Units);

internal sealed record SampleCartAnswer(
    SampleOrder? Order = null,
    SampleParcel? Parcel = null,
    IReadOnlyList<string>? Unknown = null,
    IReadOnlyList<Uri>? Hooks = null,
    string? Error = null
);
