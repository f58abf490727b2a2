using System.Text.Json.Nodes;
using Crossdock.Adapters.Bergen;
using Crossdock.Conformance;
using Crossdock.Conformance.Warehouses;
using Crossdock.Contracts;

namespace Crossdock.Adapters.Tests;

public sealed class When_Bergen_is_the_warehouse : WarehouseConformance<BergenHarness>;

/// <summary>Bergen Logistics as the sandbox plays it.</summary>
public sealed class BergenHarness : SandboxHarness<IWarehouse>, IWarehouseHarness
{
    public static new IReadOnlyList<Fault> Faults => Enum.GetValues<Fault>();

    /// <summary>A batch of stock; of deliveries a day is a page, however much it holds.</summary>
    public static int PageSize => 15;

    public IReadOnlyList<string> ItemCodes { get; private set; } = [];

    public string Building => "BERGEN LOGISTICS NJ";

    public (string Carrier, string Service) ShipMethod => ("UPS", "UPS GROUND - Commercial");

    public override IReadOnlyList<string> Secrets => [Options.Bergen.Password];

    private protected override string Path => "/bergen/publicapiws.asmx";

    private protected override string Operations => "bergen *";

    public async Task<IReadOnlyList<RecordedDelivery>> RecordedAsync(string reference) =>
        [
            .. (await GetAsync("/sandbox/tickets"))
                .AsArray()
                .Where(one => (string?)one!["sentNumber"] == reference && (string?)one["import"] != "Failed")
                .Select(one => Recorded(one!)),
        ];

    public Task ShipAsync(string warehouseNumber, IReadOnlyList<ShippedItem> items) =>
        PostAsync(
            $"/sandbox/tickets/{warehouseNumber}/ship",
            new { items = items.Select(item => new { upc = item.ItemCode, item.Quantity }) }
        );

    public Task CancelThereAsync(string warehouseNumber) => PostAsync($"/sandbox/tickets/{warehouseNumber}/cancel");

    public async Task RefuseAsync(string reference, Func<Task> submit)
    {
        await PostAsync("/sandbox/faults", new { fault = "fail-import", count = 1 });
        await submit();
    }

    public Task HaveAsync(string itemCode, int onHand) =>
        PostAsync("/sandbox/stock", new { upc = itemCode, quantity = onHand });

    private protected override async Task PrepareAsync(Uri address) =>
        ItemCodes = [
            .. (await GetAsync("/sandbox/catalog"))
                .AsArray()
                .Where(item => (bool)item!["known"]!)
                .Select(item => (string)item!["upc"]!),
        ];

    /// <summary>The sandbox's 429 does not say when to come again.</summary>
    private protected override string? NameOf(Fault fault) => fault == Fault.Throttled ? null : base.NameOf(fault);

    protected override IWarehouse Connect(Uri address, bool wrongCredentials, AdapterContext context) =>
        new BergenAdapter().Connect(
            context,
            ("Address", address.ToString()),
            ("AccountWebAddress", Options.Bergen.WebAddress),
            ("ApiUsername", Options.Bergen.UserName),
            ("ApiPassword", wrongCredentials ? "wrong" : Options.Bergen.Password),
            ("Warehouse", "NJ")
        );

    private static RecordedDelivery Recorded(JsonNode ticket)
    {
        var (texts, address) = (ticket["texts"]!, ticket["addresses"]!["ShipToAddress"]!);
        return new()
        {
            WarehouseNumber = (string)ticket["number"]!,
            Canceled = (string?)ticket["status"] == "Cancelled",
            OrderNumber = (string?)ticket["customerPoNumber"],
            ShipTo = new()
            {
                FirstName = (string?)address["FirstName"],
                LastName = (string?)address["LastName"],
                Company = (string?)address["CompanyName"],
                Line1 = (string?)address["Address1"],
                Line2 = (string?)address["Address2"],
                City = (string?)address["City"],
                State = (string?)address["State"],
                PostalCode = (string?)address["Zip"],
                CountryCode = (string?)address["Country"] == "USA" ? "US" : null,
                Phone = (string?)address["Phone"],
                Email = (string?)address["Email"],
            },
            Carrier = (string?)texts["ShipVia"],
            Service = (string?)texts["ShipService"],
            Instructions = (string?)texts["SpecialInstructions"],
            Items = ticket["lines"]!
                .AsArray()
                .ToDictionary(line => (string)line!["upc"]!, line => (decimal)line!["quantity"]!),
        };
    }
}
