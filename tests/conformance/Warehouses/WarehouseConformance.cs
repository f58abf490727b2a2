using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.Conformance.Warehouses;

/// <summary>What every <see cref="IWarehouse"/> promises. An adapter's test class derives from it and names its harness.</summary>
public abstract partial class WarehouseConformance<THarness> : AdapterConformance<THarness, IWarehouse>
    where THarness : class, IWarehouseHarness, new()
{
    private protected override async Task<IReadOnlyList<Question>> QuestionsAsync()
    {
        var number = await AcceptedAsync("Q-1000");
        return
        [
            new("TestAsync", false, Adapter.TestAsync),
            new("FindAsync", false, ct => Adapter.FindAsync("Q-1000", ct)),
            new("ProgressSinceAsync", false, ct => ToListAsync(Adapter.ProgressSinceAsync(Began, ct))),
            new("ParcelsAsync", false, ct => Adapter.ParcelsAsync(number, ct)),
            new("InventorySinceAsync", false, ct => ToListAsync(Adapter.InventorySinceAsync(null, ct))),
            new("SubmitAsync", true, ct => Adapter.SubmitAsync(Delivery("Q-2000"), ct)),
            new("CancelAsync", true, ct => Adapter.CancelAsync(number, ct)),
        ];
    }

    private int lastReference;

    private DateTimeOffset Began { get; } = TimeProvider.System.GetUtcNow();

    private string NextReference() => $"N-{++lastReference}";

    private DeliverOrder Delivery(string reference) =>
        new()
        {
            DeliveryId = DerivedId.OfDelivery(DerivedId.OfOrder("cart", reference), 1),
            OrderId = DerivedId.OfOrder("cart", reference),
            Revision = 1,
            Merchant = "acme",
            Connection = "warehouse",
            OrderNumber = "#1042",
            Reference = reference,
            OrderedAt = new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero),
            ShipTo = new()
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
            },
            Carrier = Harness.ShipMethod.Carrier,
            Service = Harness.ShipMethod.Service,
            Instructions = "Ring twice.",
            Items =
            [
                new() { ItemCode = Harness.ItemCodes[0], Quantity = 3 },
                new() { ItemCode = Harness.ItemCodes[1], Quantity = 1 },
            ],
        };

    /// <summary>Has a delivery accepted, and gives the warehouse's number of it.</summary>
    private async Task<string> AcceptedAsync(string reference)
    {
        var answer = await Adapter.SubmitAsync(Delivery(reference), Ct);
        Assert.IsNotType<Submission.Refused>(answer);
        return await NumberAsync(reference);
    }

    /// <summary>Waits until the delivery is accepted; on the way it must be found at every look.</summary>
    private Task<string> NumberAsync(string reference) =>
        EventuallyAsync(async () =>
        {
            var found = await Adapter.FindAsync(reference, Ct);
            Assert.NotNull(found);
            Assert.IsNotType<Submission.Refused>(found);
            return (found as Submission.Accepted)?.WarehouseNumber;
        });

    /// <summary>Has so many deliveries accepted, and gives the warehouse's numbers of them.</summary>
    private async Task<List<string>> AcceptedAsync(int count)
    {
        var references = Enumerable.Range(0, count).Select(_ => NextReference()).ToList();
        foreach (var reference in references)
        {
            Assert.IsNotType<Submission.Refused>(await Adapter.SubmitAsync(Delivery(reference), Ct));
        }

        var numbers = new List<string>();
        foreach (var reference in references)
        {
            numbers.Add(await NumberAsync(reference));
        }

        return numbers;
    }

    private static async Task<List<T>> ToListAsync<T>(
        IAsyncEnumerable<IReadOnlyList<T>> pages,
        Func<Task>? afterEachPage = null
    )
    {
        var all = new List<T>();
        await foreach (var page in pages)
        {
            all.AddRange(page);
            await (afterEachPage?.Invoke() ?? Task.CompletedTask);
        }

        return all;
    }

    private ShippedItem Units(int item, decimal quantity) =>
        new() { ItemCode = Harness.ItemCodes[item], Quantity = quantity };
}
