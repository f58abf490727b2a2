using Crossdock.Adapters;
using Crossdock.Adapters.FileDrop;
using Crossdock.TestSupport;

namespace Crossdock.Fuzz.Entrances;

/// <summary>Files of orders, JSON and CSV, and those of shipments beside them, in a folder that is a cart.</summary>
internal sealed class OrderFileEntrance : Entrance
{
    private static readonly (string Name, string Text)[] Corpus =
    [
        (
            "order.json",
            """
            {"number":"#1042","orderedAt":"2026-03-01","shipMethod":"Standard","currency":"USD","notes":"Ring twice",
             "shipTo":{"firstName":"Kim","lastName":"Lund","line1":"1 Main St","city":"Troy","state":"NY","postalCode":"12180","countryCode":"US"},
             "lines":[{"sku":"MUG-BLU","quantity":2,"unitPrice":12.5,"description":"Mug"},{"sku":"CAP","quantity":1}]}
            """
        ),
        (
            "orders.json",
            """[{"number":"1","shipTo":{"lastName":"Lund"},"lines":[{"sku":"A","quantity":1}]},{"number":"2","void":true,"shipTo":{},"lines":[]}]"""
        ),
        (
            "orders.csv",
            "number,sku,quantity,shipTo.lastName,shipTo.line1,shipMethod\r\n1001,MUG-BLU,2,Lund,\"1 Main St, \"\"rear\"\"\",Standard\r\n1001,CAP,1,,,\r\n1002,CAP,1,Roe,2 Main St,Express\r\n"
        ),
        (
            "shipments/_1042-0/0.json",
            """{"orderId":"6f1d2c3b-0a1b-4c2d-8e3f-0123456789ab","shipmentId":"6f1d2c3b-0a1b-4c2d-8e3f-0123456789ac","merchant":"acme","connection":"acme","cartOrderId":"#1042","orderNumber":"#1042","trackingNumber":"1Z1","shippedAt":"2026-03-01T00:00:00Z","lines":[{"lineId":"1","quantity":2}]}"""
        ),
    ];

    private readonly TemporaryFolder folder = new();

    public override string Name => "order-files";

    public override async Task<Outcome> TryAsync(Random random)
    {
        var (name, text) = Corpus[random.Next(Corpus.Length)];
        var input = Mutator.ToBytes(Mutator.Mutate(text, random), random);
        if (name.Contains('/', StringComparison.Ordinal))
        {
            name = $"shipments/{DropFolder.NameOf("#1042")}/0.json";
            await File.WriteAllTextAsync(folder.Of("order.json"), Corpus[0].Text);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(folder.Of(name))!);
        await File.WriteAllBytesAsync(folder.Of(name), input);
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-1)); // Nobody is still writing it.
        }

        var cart = (ISearchableCart)
            Connections.To(
                new FileDropCartAdapter(),
                null!,
                ("EarliestOrderDate", "2000-01-01"),
                ("Folder", folder.Path),
                ("Settle", "00:00:01")
            );
        var orders = new List<CartOrder>();
        IReadOnlyList<CartParcel> parcels = [];
        try
        {
            await foreach (var page in cart.OrdersChangedSinceAsync(default, default))
            {
                orders.AddRange(page);
            }

            await cart.FindOrdersAsync("#1042", default);
            parcels = await cart.ListParcelsAsync(["#1042"], default) ?? [];
        }
        catch (Exception e) when (Connections.IsDeclared(e)) { }
        finally
        {
            File.Delete(folder.Of(name));
            File.Delete(folder.Of("order.json"));
        }

        if (orders.Concat<object>(parcels).SelectMany(NullPlaces.In).FirstOrDefault() is { } place)
        {
            throw new FuzzException($"A null at {place} of {name}");
        }

        return new(orders.Exists(order => order.Problem is null) || parcels.Count > 0, input.Length);
    }

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
