using Crossdock.Contracts;

namespace Crossdock.Bergen.Tests.Support;

/// <summary>Deliveries of invented people.</summary>
internal static class Samples
{
    public static Address Address { get; } =
        new()
        {
            FirstName = "Ada",
            LastName = "Example",
            Line1 = "12 Sample Street",
            Line2 = "Apt 3",
            City = "Springfield",
            State = "New Jersey",
            PostalCode = "07000",
            Country = "United States",
            CountryCode = "US",
            Phone = "201-555-0100",
            Email = "ada@example.com",
        };

    public static DeliverOrder Delivery { get; } =
        new()
        {
            DeliveryId = Guid.Parse("11111111-1111-1111-1111-111111111111"),
            OrderId = Guid.Parse("22222222-2222-2222-2222-222222222222"),
            Revision = 1,
            Merchant = "acme",
            Connection = "acme-bergen",
            OrderNumber = "#1042",
            Reference = "X1042",
            OrderedAt = new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero),
            ShipTo = Address,
            Carrier = "UPS",
            Service = "UPS GROUND - Commercial",
            Items =
            [
                new()
                {
                    ItemCode = "012345678905",
                    Quantity = 2,
                    UnitPrice = 12.50m,
                },
            ],
        };
}
