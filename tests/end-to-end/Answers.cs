namespace Crossdock.EndToEnd.Tests;

/// <summary>How the sandbox finds one seeded order in its own database.</summary>
public sealed record SeededOrder(
    string Number,
    string Kind,
    string Expected,
    string? Overtaken,
    string Found,
    bool Ok,
    string? Why,
    IReadOnlyList<string> Differences
);

/// <summary>How it finds all of them.</summary>
public sealed record Totals(
    int Orders,
    int Confirmed,
    int Held,
    int Skipped,
    int Canceled,
    int Lost,
    int Doubled,
    int Wrong
);

/// <summary>Whether cart and warehouse show the same levels.</summary>
public sealed record StockAnswer(bool Agree, IReadOnlyList<SkuAnswer> Skus);

/// <summary>The level of one item on both sides; it does not count where no level is right.</summary>
public sealed record SkuAnswer(string Sku, decimal Cart, decimal? Warehouse, bool Agree, bool Counts);

/// <summary>The sandbox's comparison of both systems' databases with what was seeded.</summary>
public sealed record Report(Totals Totals, IReadOnlyList<SeededOrder> Orders, StockAnswer Stock);

/// <summary>How often each operation of the external systems was called.</summary>
public sealed record CallCounts(IReadOnlyDictionary<string, int> Calls);

/// <summary>What the router says of an order.</summary>
public sealed record OrderAnswer(
    Guid OrderId,
    string OrderNumber,
    string Status,
    string? Reason,
    string? WarehouseNumber,
    IReadOnlyList<string> TrackingNumbers,
    string? TraceId,
    IReadOnlyList<HistoryAnswer> History
);

/// <summary>Something that happened to it.</summary>
public sealed record HistoryAnswer(DateTimeOffset At, string Status, string Description);

public sealed record OrderPage(IReadOnlyList<OrderAnswer> Items);
