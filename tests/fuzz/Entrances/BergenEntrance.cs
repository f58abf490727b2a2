using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.Adapters.Bergen;
using Crossdock.AllInOne;
using Crossdock.Contracts;
using Crossdock.TestSupport;

namespace Crossdock.Fuzz.Entrances;

/// <summary>SOAP answers of Bergen.</summary>
internal sealed class BergenEntrance : SandboxEntrance
{
    private const int Operations = 7;

    private DeliverOrder Delivery { get; set; } =
        new()
        {
            DeliveryId = new Guid("6f1d2c3b-0a1b-4c2d-8e3f-0123456789ab"),
            OrderId = new Guid("6f1d2c3b-0a1b-4c2d-8e3f-0123456789ac"),
            Revision = 1,
            Merchant = "acme",
            Connection = "acme",
            OrderNumber = "#1042",
            Reference = "XDOCK1042-1",
            OrderedAt = DateTimeOffset.UnixEpoch,
            ShipTo = new()
            {
                FirstName = "Kim",
                LastName = "Lund",
                Line1 = "1 Main St",
                City = "Troy",
                State = "NY",
                PostalCode = "12180",
                CountryCode = "US",
            },
            Carrier = "UPS",
            Service = "UPS GROUND - Commercial",
            Items = [new() { ItemCode = "810000010018", Quantity = 2 }],
        };

    private Uri address = null!;
    private string warehouseNumber = "1";

    public override string Name => "bergen-answers";

    protected override RecordedNetwork Network { get; } =
        new(request =>
            request.Headers.TryGetValues("SOAPAction", out var action)
                ? action.First()
                : request.RequestUri!.AbsolutePath
        );

    protected override async Task RecordAsync(Uri address, IReadOnlyList<JsonObject> placed)
    {
        this.address = new Uri(address, "bergen/publicapiws.asmx");
        using var client = new SandboxClient(address);
        var mug = (await client.CatalogAsync(default)).First(item => item.Sku == "MUG-BLU");
        Delivery = Delivery with { Items = [new() { ItemCode = mug.Upc, Quantity = 2 }] };
        await WorkAsync(0);
        await Wait.UntilAsync(
            async () =>
            {
                var found = await Warehouse().FindAsync(Delivery.Reference, default);
                warehouseNumber = (found as Submission.Accepted)?.WarehouseNumber ?? "";
                return found switch
                {
                    Submission.Accepted => true,
                    Submission.Refused refused => throw new FuzzException(refused.Reason),
                    _ => false,
                };
            },
            "the delivery at the sandbox"
        );
        using var control = new HttpClient { BaseAddress = new Uri(address, "sandbox/") };
        (await control.PostAsJsonAsync($"tickets/{warehouseNumber}/ship", new { })).Dispose();
        foreach (var operation in (int[])[3, 2, 4, 5, 6])
        {
            await WorkAsync(operation);
        }
    }

    protected override Task<bool> WorkAsync(Random random) => WorkAsync(random.Next(Operations));

    private async Task<bool> WorkAsync(int operation)
    {
        var warehouse = Warehouse();
        switch (operation)
        {
            case 0:
                return await warehouse.SubmitAsync(Delivery, default) is Submission.Accepted or Submission.Pending;
            case 1:
                return await warehouse.FindAsync(Delivery.Reference, default) is Submission.Accepted;
            case 2:
                return await AnyAsync(warehouse.ProgressSinceAsync(DateTimeOffset.UnixEpoch, default));
            case 3:
                return Whole(await warehouse.ParcelsAsync(warehouseNumber, default)).Count > 0;
            case 4:
                return await AnyAsync(warehouse.InventorySinceAsync(null, default));
            case 5:
                return await warehouse.CancelAsync(warehouseNumber, default) is not Cancellation.NotThere;
            default:
                return (await warehouse.TestAsync(default)).Length > 0;
        }
    }

    private static async Task<bool> AnyAsync<T>(IAsyncEnumerable<IReadOnlyList<T>> pages)
    {
        var any = false;
        await foreach (var page in pages)
        {
            any |= Whole(page).Count > 0;
        }

        return any;
    }

    private static IReadOnlyList<T> Whole<T>(IReadOnlyList<T> found) =>
        found.SelectMany(one => NullPlaces.In(one!)).FirstOrDefault() is { } place
            ? throw new FuzzException($"A null at {place}")
            : found;

    private IWarehouse Warehouse() =>
        Connections.To(
            new BergenAdapter(),
            Network,
            ("Address", address.ToString()),
            ("AccountWebAddress", Options.Bergen.WebAddress),
            ("ApiUsername", Options.Bergen.UserName),
            ("ApiPassword", Options.Bergen.Password),
            ("Warehouse", "BERGEN LOGISTICS NJ")
        );
}
