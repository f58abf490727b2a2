using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// What one revision of an order says to a warehouse, part by part, as digests: enough to see in what another revision differs, and nothing
/// about a person.
/// </summary>
public sealed record OrderContent
{
    public const string ShipToPart = "ship-to address";
    public const string LinesPart = "lines";

    public required int Revision { get; init; }
    public required string ShipTo { get; init; }
    public required string Lines { get; init; }
    public required string ShipMethod { get; init; }
    public required string Notes { get; init; }
    public required string ShipDate { get; init; }

    /// <summary>What was asked for, in the warehouse's codes; empty from an earlier version.</summary>
    public IReadOnlyList<string> ItemCodes { get; init; } = [];

    /// <param name="order">One revision.</param>
    /// <param name="sent">The delivery that was made of it; null if none was.</param>
    public static OrderContent Of(OrderReceived order, DeliverOrder? sent = null)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new()
        {
            Revision = order.Revision,
            ShipTo = Digest(order, order.ShipTo),
            Lines = Digest(
                order,
                order
                    .Lines.Where(line => line is { Kind: LineKind.Product, Quantity: > 0 })
                    .Select(line => new
                    {
                        line.LineId,
                        line.Sku,
                        line.Quantity,
                    })
            ),
            ShipMethod = Digest(order, order.ShipMethod),
            Notes = Digest(order, order.Notes),
            ShipDate = Digest(order, order.StartDate),
            ItemCodes = [.. (sent?.Items ?? []).Select(item => item.ItemCode)],
        };
    }

    /// <summary>The names of the parts in which the other one differs.</summary>
    public IEnumerable<string> DifferencesTo(OrderContent other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (string Name, bool IsSame)[] parts =
        [
            (ShipToPart, ShipTo == other.ShipTo),
            (LinesPart, Lines == other.Lines),
            ("ship method", ShipMethod == other.ShipMethod),
            ("notes", Notes == other.Notes),
            ("ship date", ShipDate == other.ShipDate),
        ];
        return parts.Where(part => !part.IsSame).Select(part => part.Name);
    }

    // With the order's id, equal addresses of two orders have different digests.
    private static string Digest<T>(OrderReceived order, T part) =>
        Convert.ToHexString(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{order.OrderId} {JsonSerializer.Serialize(part)}")).AsSpan(0, 12)
        );
}
