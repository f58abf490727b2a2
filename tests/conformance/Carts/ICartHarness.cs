using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.Conformance.Carts;

/// <summary>A cart for the kit to play with: empty of orders at first.</summary>
public interface ICartHarness : IHarness<ICart>
{
    /// <summary>The most orders that come in one page: the kit places more than two pages of them.</summary>
    static abstract int PageSize { get; }

    /// <summary>At least two items that the cart sells; more than one call can set the stock of, if the system bounds its calls.</summary>
    IReadOnlyList<string> Skus { get; }

    /// <summary>An SKU whose stock the cart cannot show.</summary>
    string UnfitSku { get; }

    /// <summary>Puts an order into the cart, ready to be shipped.</summary>
    Task PlaceAsync(TestOrder order);

    /// <summary>Puts something into the cart that is meant to be an order and is not fit to be shipped.</summary>
    Task PlaceBrokenAsync(string number);

    /// <summary>Lets the cart's clock stand: what changes from now on has changed at one moment.</summary>
    Task StopClockAsync();

    /// <summary>Changes the notes of an order.</summary>
    Task EditAsync(string number, string notes);

    Task VoidAsync(string number);

    /// <summary>The parcels that the cart shows for an order.</summary>
    Task<IReadOnlyList<ShownParcel>> ParcelsAsync(string number);

    /// <summary>The units that the cart shows; null where it has shown none yet.</summary>
    Task<decimal?> ShownAsync(string sku);
}

/// <summary>A cart that notifies us that something changed.</summary>
public interface INotifyingCartHarness : ICartHarness
{
    /// <summary>How many notices a new order would bring to this address.</summary>
    Task<int> SubscriptionsAsync(Uri address);

    /// <summary>What the cart sends when an order is new.</summary>
    Notice NoticeOf(string cartOrderId);
}

/// <summary>What comes in through the endpoint for notices.</summary>
public sealed record Notice(byte[] Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>An order to place.</summary>
public sealed record TestOrder(string Number, params IReadOnlyList<TestLine> Lines)
{
    /// <summary>Midnight: some carts know only the day.</summary>
    public DateTimeOffset OrderedAt { get; init; } = new(2026, 11, 19, 0, 0, 0, TimeSpan.Zero);
    public string ShipMethod { get; init; } = "Express";
    public string Notes { get; init; } = "Leave it with the neighbor.";
    public Address ShipTo { get; init; } =
        new()
        {
            FirstName = "Ada",
            LastName = "Example",
            Company = "Sample Works",
            Line1 = "12 Sample Street",
            Line2 = "Back door",
            City = "Springfield",
            State = "NJ",
            PostalCode = "07081",
            Country = "United States",
            CountryCode = "US",
            Phone = "201-555-0100",
            Email = "ada@example.com",
        };
}

/// <summary>Some units of an item.</summary>
public sealed record TestLine(string Sku, decimal Quantity)
{
    /// <summary>Per unit, before the discount.</summary>
    public decimal ListPrice { get; init; } = 4.2m;

    /// <summary>In percent. A cart without discounts is given <see cref="UnitPrice"/> as its price.</summary>
    public decimal Discount { get; init; }

    /// <summary>Per unit, after the discount.</summary>
    public decimal UnitPrice => ListPrice * (100 - Discount) / 100;
}

/// <summary>A parcel as the cart shows it.</summary>
/// <param name="Units">By the cart's line id.</param>
public sealed record ShownParcel(string TrackingNumber, string? Carrier, IReadOnlyDictionary<string, decimal> Units);
