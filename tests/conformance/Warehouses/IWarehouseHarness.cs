using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.Conformance.Warehouses;

/// <summary>A warehouse for the kit to play with: empty of deliveries at first, and nothing in it moves by itself.</summary>
public interface IWarehouseHarness : IHarness<IWarehouse>
{
    /// <summary>So many deliveries are not told of in one page, where the warehouse has pages of them.</summary>
    static abstract int MoreThanAPage { get; }

    /// <summary>All items that the warehouse stocks, more than are told of in one page.</summary>
    IReadOnlyList<string> ItemCodes { get; }

    /// <summary>The building whose stock <see cref="HaveAsync"/> sets, as readings name it.</summary>
    string Building { get; }

    /// <summary>A carrier and a service of it that the warehouse knows.</summary>
    (string Carrier, string Service) ShipMethod { get; }

    /// <summary>What stands on the warehouse's books under a reference; what it refused does not.</summary>
    Task<IReadOnlyList<RecordedDelivery>> RecordedAsync(string reference);

    /// <summary>Has one parcel leave.</summary>
    Task ShipAsync(string warehouseNumber, IReadOnlyList<ShippedItem> items);

    /// <summary>Has the people there cancel a delivery.</summary>
    Task CancelThereAsync(string warehouseNumber);

    /// <summary>Has the warehouse refuse what <paramref name="submit"/> gives it under the reference.</summary>
    Task RefuseAsync(string reference, Func<Task> submit);

    /// <summary>Counts an item again.</summary>
    Task HaveAsync(string itemCode, int onHand);
}

/// <summary>A delivery on the warehouse's books.</summary>
public sealed record RecordedDelivery(
    string WarehouseNumber,
    string? LastName,
    string? Line1,
    bool Canceled,
    IReadOnlyDictionary<string, decimal> Items
);
