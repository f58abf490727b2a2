using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

public sealed class When_goods_are_announced_to_the_warehouse : IAsyncLifetime
{
    private static readonly XNamespace Receiving = "http://rex11.com/swpublicapi/ReceivingTicket.xsd";
    private static readonly XNamespace Items = "http://rex11.com/swpublicapi/ReceivingTicketItems.xsd";

    private Running sandbox = null!;
    private string upc = null!;

    public async ValueTask InitializeAsync()
    {
        sandbox = await Running.StartAsync();
        upc = await sandbox.UpcAsync();
    }

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task Should_stage_them_before_the_import()
    {
        await using var slow = await Running.StartAsync(options => options.Pace.ImportMilliseconds = 600_000);

        var number = await Add(slow, upc, 12);
        var status = await slow.WithTokenAsync("GetReceivingTicketAddStatus", Web("receivingTicketId", number));
        var found = await slow.WithTokenAsync("GetReceivingTicketsByPO", Web("customerPO", "PO-9"));

        Assert.Equal("PendingImport", Text(status, "Severity"));
        Assert.Equal(number, Text(status, "TicketId"));
        Assert.Empty(found.Descendants(Running.Web + "string"));
    }

    [Fact]
    public async Task Should_add_them_to_stock()
    {
        var before = await Stock();
        var number = await Add(sandbox, upc, 12);
        await Until(number, "AddedToInventory");

        var whole = (await sandbox.WithTokenAsync("GetReceivingTicketObjectByTicketNo", Web("AsnTicketNumber", number)))
            .Descendants(Running.Web + "ReceivingTicket")
            .Single();
        var found = await sandbox.WithTokenAsync("GetReceivingTicketsByPO", Web("customerPO", "PO-9"));

        Assert.Equal(before + 12, await Stock());
        Assert.Equal("12", whole.Descendants(Items + "ActualQuantity").Single().Value);
        Assert.Equal(["T1", "T2"], whole.Elements(Receiving + "TrackingNumbers").Select(one => one.Value));
        Assert.Equal("Mill Works", whole.Descendants(Running.Address + "CompanyName").Single().Value);
        Assert.Equal(number, Text(found, "string"));
    }

    [Fact]
    public async Task Should_be_found_by_date_and_by_status()
    {
        var number = await Add(sandbox, upc, 1);
        await Until(number, "AddedToInventory");
        object[] days = [Web("StartDate", Day(-1)), Web("EndDate", Day(1))];

        var changed = await sandbox.WithTokenAsync("GetReceivingStatusesByDate", days);
        var added = await sandbox.WithTokenAsync(
            "GetReceivingStatusesByDateConfigurable",
            [.. days, Web("dateType", "3")]
        );
        var byStatus = await sandbox.WithTokenAsync(
            "GetReceivingTicketsByStatusAndCreateDate",
            Web("receivingTicketStatus", "AddedToInventory"),
            Web("startDate", Day(-1)),
            Web("endDate", Day(1))
        );

        Assert.Equal(number, Text(changed, "TicketId"));
        Assert.Equal("AddedToInventory", Text(added, "TicketStatus"));
        Assert.Equal(number, Text(byStatus, "string"));
    }

    [Fact]
    public async Task Should_fail_the_import_of_an_unknown_item()
    {
        var number = await Add(sandbox, "850010009995", 1);

        await Running.Eventually(
            async () =>
                Text(
                    await sandbox.WithTokenAsync("GetReceivingTicketAddStatus", Web("receivingTicketId", number)),
                    "Severity"
                ) == "UpcCodeError",
            () => "the import does not fail"
        );
    }

    private static async Task<string> Add(Running sandbox, string upc, int quantity) =>
        Text(
            await sandbox.WithTokenAsync(
                "ReceivingTicketAdd",
                new XElement(
                    Receiving + "receivingTicket",
                    new XElement(
                        Receiving + "Shipmentitemslist",
                        new XElement(Items + "UPC", upc),
                        new XElement(Items + "ExpectedQuantity", quantity)
                    ),
                    new XElement(Receiving + "ShipmentTypelist", "FLAT"),
                    new XElement(Receiving + "Warehouse", "BERGEN LOGISTICS NJ"),
                    new XElement(Receiving + "CustomerPO", "PO-9"),
                    new XElement(Receiving + "TrackingNumbers", "T1"),
                    new XElement(Receiving + "TrackingNumbers", "T2"),
                    new XElement(
                        Receiving + "SupplierDetails",
                        new XElement(Running.Address + "CompanyName", "Mill Works")
                    )
                )
            ),
            "ReceivingTicketId"
        );

    private Task Until(string number, string status) =>
        Running.Eventually(
            async () =>
                (await sandbox.WithTokenAsync("GetReceivingTicketObjectByTicketNo", Web("AsnTicketNumber", number)))
                    .Descendants(Receiving + "ReceivingStatus")
                    .Any(one => one.Value == status),
            () => $"{number} does not become {status}"
        );

    private async Task<int> Stock() =>
        (
            await sandbox.WithTokenAsync(
                "GetInventoryByUPCs",
                new XElement(Running.Web + "UPCs", new XElement(Running.Web + "string", upc))
            )
        )
            .Descendants(Running.Web + "item")
            .Where(row => row.Element(Running.Web + "WarehouseId")!.Value == "1")
            .Sum(row => (int)row.Element(Running.Web + "ActualQuantity")!);

    private static string Day(int days) => DateTime.UtcNow.AddDays(days).ToString("MM/dd/yyyy", null);

    private static XElement Web(string name, string value) => new(Running.Web + name, value);

    private static string Text(XElement result, string name) => result.Descendants(Running.Web + name).Single().Value;
}
