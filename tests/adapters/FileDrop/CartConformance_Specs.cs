using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.Adapters.FileDrop;
using Crossdock.Conformance;
using Crossdock.Conformance.Carts;

namespace Crossdock.FileDrop.Tests;

public sealed class When_a_folder_is_the_cart : CartConformance<FileDropCartHarness>;

/// <summary>A folder of orders.</summary>
public sealed class FileDropCartHarness : FolderHarness<ICart>, ICartHarness
{
    private DateTime? standing;

    /// <summary>A page is of 100 files.</summary>
    public static int PageSize => 100;

    public IReadOnlyList<string> Skus { get; } =
    ["MUG-BLU", "TEE/SAND ../x", .. Enumerable.Range(0, 248).Select(n => $"ITEM-{n}")];

    public string UnfitSku => new('X', 101);

    public Task PlaceAsync(TestOrder order) =>
        DropOrderAsync(
            $"{order.Number}.json",
            JsonSerializer.Serialize(
                new
                {
                    order.Number,
                    order.OrderedAt,
                    order.ShipMethod,
                    order.ShipTo,
                    order.Notes,
                    lines = order.Lines.Select(line => new
                    {
                        line.Sku,
                        line.Quantity,
                        line.UnitPrice,
                    }),
                },
                JsonSerializerOptions.Web
            )
        );

    public Task PlaceBrokenAsync(string number) =>
        DropAsync(
            $"{number}.json",
            $$"""{ "number": "{{number}}", "lines": [{ "sku": "MUG-BLU", "quantity": "many" }] }"""
        );

    public Task StopClockAsync()
    {
        standing = DateTime.UtcNow;
        return Task.CompletedTask;
    }

    public Task EditAsync(string number, string notes) => ChangeAsync(number, "notes", notes);

    public Task VoidAsync(string number) => ChangeAsync(number, "void", true);

    public async Task<IReadOnlyList<ShownParcel>> ParcelsAsync(string number)
    {
        var folder = new DirectoryInfo(Path.Combine(Folder, "shipments", number));
        var parcels = new List<ShownParcel>();
        foreach (var file in folder.Exists ? folder.GetFiles("*.json") : [])
        {
            var parcel = await ReadAsync(file.FullName);
            parcels.Add(
                new(
                    (string)parcel["trackingNumber"]!,
                    (string?)parcel["carrier"],
                    parcel["lines"]!
                        .AsArray()
                        .ToDictionary(line => (string)line!["lineId"]!, line => (decimal)line!["quantity"]!)
                )
            );
        }

        return parcels;
    }

    public async Task<decimal?> ShownAsync(string sku)
    {
        var folder = new DirectoryInfo(Path.Combine(Folder, "stock"));
        foreach (var file in folder.Exists ? folder.GetFiles("*.json") : [])
        {
            var level = await ReadAsync(file.FullName);
            if ((string?)level["sku"] == sku)
            {
                return (decimal)level["onHand"]!;
            }
        }

        return null;
    }

    /// <param name="settle">How long a file must have been left alone.</param>
    public ICart Make(string settle) =>
        new FileDropCartAdapter().Connect(HarnessContext.Create(Logger), ("Folder", Folder), ("Settle", settle));

    // Files are whole as soon as they are there.
    private protected override ICart Create(string folder) =>
        new FileDropCartAdapter().Connect(
            HarnessContext.Create(Logger),
            ("Folder", folder),
            ("Settle", "00:00:00.0000001")
        );

    private async Task ChangeAsync(string number, string field, JsonNode value)
    {
        var order = await ReadAsync(Path.Combine(Folder, $"{number}.json"));
        order[field] = value;
        await DropOrderAsync($"{number}.json", order.ToJsonString());
    }

    private async Task DropOrderAsync(string name, string text)
    {
        await DropAsync(name, text);
        if (standing is { } moment)
        {
            File.SetLastWriteTimeUtc(Path.Combine(Folder, name), moment);
        }
    }

    private static async Task<JsonNode> ReadAsync(string file) => JsonNode.Parse(await File.ReadAllTextAsync(file))!;
}
