using System.ComponentModel;

namespace Crossdock.Platform.Api;

/// <summary>Something that a service keeps about an order: where it is, and what it waits for.</summary>
public sealed record OrderPlace
{
    public required string Service { get; init; }

    [Description("order, delivery or shipment; poll where no order of this number was read yet.")]
    public required string Part { get; init; }
    public required string Connection { get; init; }

    [Description("Null where no order of this number was read yet.")]
    public Guid? OrderId { get; init; }
    public required string OrderNumber { get; init; }
    public required string State { get; init; }

    [Description("When it came here, or entered the state.")]
    public DateTimeOffset? Since { get; init; }

    [Description("What it waits for here, and what to do; null where nothing is to be done here.")]
    public string? WaitsFor { get; init; }
}

/// <summary>Finds what a service keeps about the orders with a number. Each service answers of its own collections only.</summary>
public interface IOrderLocator
{
    Task<IReadOnlyList<OrderPlace>> FindAsync(string number, CancellationToken cancellationToken);
}

/// <summary>Where the orders with a number are, as far as this process knows.</summary>
/// <param name="Places">From the cart to the warehouse and back.</param>
/// <param name="NotAsked">The services that keep a part of the order's way and are not in this process: each answers at the same path.</param>
public sealed record OrderPlaces(IReadOnlyList<OrderPlace> Places, IReadOnlyList<string> NotAsked);
