using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.Conformance.Warehouses;

/// <summary>A warehouse for the kit to play with: empty of deliveries at first, and nothing in it moves unasked.</summary>
public interface IWarehouseHarness : IHarness<IWarehouse>
{
    /// <summary>The most deliveries, or rows of stock, that one page tells of: the kit sees to it that there are more than two pages.</summary>
    static abstract int PageSize { get; }

    /// <summary>All items that the warehouse stocks, more than two pages of them.</summary>
    IReadOnlyList<string> ItemCodes { get; }

    /// <summary>The building whose stock <see cref="HaveAsync"/> sets, as readings name it.</summary>
    string Building { get; }

    /// <summary>A carrier and a service of it that the warehouse knows.</summary>
    (string Carrier, string Service) ShipMethod { get; }

    /// <summary>What the warehouse has recorded under a reference; what it refused does not.</summary>
    Task<IReadOnlyList<RecordedDelivery>> RecordedAsync(string reference);

    /// <summary>Has one parcel leave.</summary>
    Task ShipAsync(string warehouseNumber, IReadOnlyList<ShippedItem> items);

    /// <summary>Has the people there cancel a delivery.</summary>
    Task CancelThereAsync(string warehouseNumber);

    /// <summary>Has the warehouse refuse what <paramref name="submit"/> gives it under the reference.</summary>
    Task RefuseAsync(string reference, Func<Task> submit);

    /// <summary>Counts an item again; less than none where the system owes some.</summary>
    Task HaveAsync(string itemCode, int onHand);
}

/// <summary>A delivery as the warehouse has it, in the words of the contract.</summary>
public sealed record RecordedDelivery
{
    public required string WarehouseNumber { get; init; }
    public required bool Canceled { get; init; }
    public required string? OrderNumber { get; init; }

    /// <summary>The name of the country may be missing: its code counts.</summary>
    public required Address ShipTo { get; init; }
    public required string? Carrier { get; init; }
    public required string? Service { get; init; }
    public required string? Instructions { get; init; }

    /// <summary>Units by item code.</summary>
    public required IReadOnlyDictionary<string, decimal> Items { get; init; }
}
