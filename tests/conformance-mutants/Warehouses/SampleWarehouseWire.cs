using Crossdock.Contracts;

namespace Crossdock.Conformance.Mutants.Warehouses;

internal sealed record SampleAccount(string Name);

internal sealed record SampleItem(string Code, decimal Units);

internal sealed record SampleBox(string Tracking, DateTimeOffset LeftAt, IReadOnlyList<SampleItem> Items);

internal sealed record SampleStock(string Building, string Code, int Units);

internal sealed record SampleAnswer(SampleDelivery? Delivery = null, string? Error = null);

/// <param name="Next">What the next page begins after; null on the last one.</param>
internal sealed record SamplePage(
    IReadOnlyList<SampleDelivery>? Deliveries = null,
    IReadOnlyList<SampleStock>? Stock = null,
    long? Next = null
);

internal sealed record SampleDelivery
{
    public string Number { get; init; } = "";
    public string Status { get; init; } = "open";
    public required string Reference { get; init; }
    public string? OrderNumber { get; init; }
    public Address ShipTo { get; init; } = new();
    public string? Carrier { get; init; }
    public string? Service { get; init; }
    public string? Notes { get; init; }
    public IReadOnlyList<SampleItem> Items { get; init; } = [];
    public IReadOnlyList<SampleBox> Boxes { get; init; } = [];
}
