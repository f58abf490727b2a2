using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.Adapters.FileDrop;
using Crossdock.Conformance;
using Crossdock.Conformance.Warehouses;
using Crossdock.Contracts;

namespace Crossdock.FileDrop.Tests;

public sealed class When_a_folder_is_the_warehouse : WarehouseConformance<FileDropWarehouseHarness>;

/// <summary>A folder of deliveries, and the person who answers them.</summary>
public sealed class FileDropWarehouseHarness : FolderHarness<IWarehouse>, IWarehouseHarness
{
    private readonly Dictionary<string, int> stock = Enumerable
        .Range(0, 201)
        .ToDictionary(n => $"ITEM-{n:D3}", _ => 50, StringComparer.Ordinal);
    private int parcels;

    /// <summary>A page is of 100 deliveries.</summary>
    public static int PageSize => 100;

    public IReadOnlyList<string> ItemCodes => [.. stock.Keys];

    public string Building => "SHED";

    public (string Carrier, string Service) ShipMethod => ("UPS", "Ground");

    public async Task<IReadOnlyList<RecordedDelivery>> RecordedAsync(string reference)
    {
        var booked = new List<RecordedDelivery>();
        foreach (var (kind, canceled) in new[] { ("order", false), ("canceled", true) })
        {
            var file = Path.Combine(Folder, $"{reference}.{kind}.json");
            if (!File.Exists(file) || File.Exists(Path.Combine(Folder, $"{reference}.refused.txt")))
            {
                continue;
            }

            var order = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            booked.Add(
                new()
                {
                    WarehouseNumber = reference,
                    Canceled = canceled,
                    OrderNumber = (string?)order["orderNumber"],
                    ShipTo = order["shipTo"].Deserialize<Address>(JsonSerializerOptions.Web)!,
                    Carrier = (string?)order["carrier"],
                    Service = (string?)order["service"],
                    Instructions = (string?)order["instructions"],
                    Items = order["items"]!
                        .AsArray()
                        .ToDictionary(item => (string)item!["itemCode"]!, item => (decimal)item!["quantity"]!),
                }
            );
        }

        return booked;
    }

    public Task ShipAsync(string warehouseNumber, IReadOnlyList<ShippedItem> items) =>
        DropAsync(
            $"{warehouseNumber}.shipment-{++parcels}.json",
            JsonSerializer.Serialize(new { trackingNumber = $"1ZDROP{parcels:D6}", items }, JsonSerializerOptions.Web)
        );

    public Task CancelThereAsync(string warehouseNumber) =>
        DropAsync($"{warehouseNumber}.refused.txt", "We have none of these left.");

    public async Task RefuseAsync(string reference, Func<Task> submit)
    {
        await submit();
        await DropAsync($"{reference}.refused.txt", "The address is not in this country.");
    }

    public Task HaveAsync(string itemCode, int onHand)
    {
        stock[itemCode] = onHand;
        return DropStockAsync();
    }

    private protected override Task StartAsync() => DropStockAsync();

    private protected override IWarehouse Create(string folder) =>
        new FileDropWarehouseAdapter().Connect(HarnessContext.Create(Logger), ("Folder", folder));

    private Task DropStockAsync() =>
        DropAsync(
            "stock.csv",
            string.Join(
                '\n',
                stock
                    .Select(one => string.Create(CultureInfo.InvariantCulture, $"SHED,{one.Key},{one.Value}"))
                    .Prepend("warehouse,itemCode,onHand")
            )
        );
}
