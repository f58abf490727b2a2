using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crossdock.Contracts;

namespace Crossdock.Adapters.FileDrop;

/// <summary>A parcel as people write it. Without items it holds all that was ordered.</summary>
internal sealed record DroppedShipment
{
    public required string TrackingNumber { get; init; }
    public string? Carrier { get; init; }
    public string? Service { get; init; }

    /// <summary>In pounds.</summary>
    public decimal? WeightPounds { get; init; }
    public IReadOnlyList<ShippedItem>? Items { get; init; }
}

/// <summary>The names of the files about one delivery, and what is in them. Pure.</summary>
internal static class AnswerFiles
{
    public const string Stock = "stock.csv";
    public const string Shipments = ".shipment*.json";
    public const string Refusal = ".refused.txt";
    public const string Cancellation = ".canceled.json";
    private const string Order = ".order.json";
    private const int MaxReason = 500;
    private const int MaxUnits = 1_000_000;

    public static string OrderOf(string number) => number + Order;

    public static string RefusalOf(string number) => number + Refusal;

    public static string CancellationOf(string number) => number + Cancellation;

    /// <summary>Which delivery the file is about: its name up to the first dot.</summary>
    public static string NumberIn(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)];

    public static string Reason(string? text) =>
        text?.Trim() is { Length: > 0 } said
            ? said[..Math.Min(said.Length, MaxReason)]
            : "The warehouse refuses it and does not say why: ask there.";

    /// <exception cref="JsonException">It is no shipment.</exception>
    public static Parcel Parcel(FileInfo file, DropText text, DeliverOrder order, DateTimeOffset now)
    {
        var shipment = JsonSerializer.Deserialize(JsonText.Repair(text.Text), AnswerJson.Default.DroppedShipment);
        if (text.IsBad(text.Text))
        {
            throw new JsonException(DropText.BadBytes);
        }

        if (string.IsNullOrWhiteSpace(shipment?.TrackingNumber))
        {
            throw new JsonException("it has no trackingNumber");
        }

        if (shipment.Items?.All(item => item is { Quantity: > 0 and <= MaxUnits }) == false)
        {
            throw new JsonException($"each of its items needs a quantity from 1 to {MaxUnits}");
        }

        return new()
        {
            ParcelId = file.Name,
            TrackingNumber = shipment.TrackingNumber.Trim(),
            Carrier = shipment.Carrier ?? order.Carrier,
            Service = shipment.Service ?? order.Service,
            // A time ahead of the clock is not believed.
            ShippedAt = file.LastWriteTimeUtc < now.UtcDateTime ? new DateTimeOffset(file.LastWriteTimeUtc) : now,
            WeightPounds = shipment.WeightPounds,
            Items =
                shipment.Items
                ??
                [
                    .. order.Items.Select(item => new ShippedItem
                    {
                        ItemCode = item.ItemCode,
                        Quantity = item.Quantity,
                    }),
                ],
        };
    }

    public static bool IsAll(DeliverOrder order, IEnumerable<Parcel> parcels)
    {
        var shipped = parcels.SelectMany(parcel => parcel.Items).ToLookup(item => item.ItemCode);
        return order
            .Items.GroupBy(item => item.ItemCode, StringComparer.Ordinal)
            .All(items => shipped[items.Key].Sum(item => item.Quantity) >= items.Sum(item => item.Quantity));
    }

    /// <summary>A row of stock; without a level, or without a code, where that cannot be read.</summary>
    public static StockReading Reading(CsvRow row, DropText text, DateTimeOffset readAt)
    {
        var isReadable = row.Problem is null && !row.Fields.Values.Any(text.IsBad);
        return new()
        {
            Warehouse = row.Fields.GetValueOrDefault("warehouse") ?? "FILEDROP",
            ItemCode = isReadable ? row.Fields.GetValueOrDefault("itemCode") ?? "" : "",
            OnHand =
                isReadable
                && decimal.TryParse(
                    row.Fields.GetValueOrDefault("onHand"),
                    NumberStyles.Number,
                    CultureInfo.InvariantCulture,
                    out var onHand
                )
                    ? Math.Max(0, onHand)
                    : null,
            ReadAt = readAt,
        };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true
)]
[JsonSerializable(typeof(DeliverOrder))]
[JsonSerializable(typeof(DroppedShipment))]
internal sealed partial class AnswerJson : JsonSerializerContext;
