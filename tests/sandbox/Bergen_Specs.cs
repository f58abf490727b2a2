using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

public sealed class When_a_pick_ticket_is_sent : IAsyncLifetime
{
    private Running sandbox = null!;
    private string upc = null!;

    public async ValueTask InitializeAsync()
    {
        sandbox = await Running.StartAsync();
        upc = await sandbox.UpcAsync();
    }

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task Should_return_an_empty_token_for_bad_credentials()
    {
        var result = await sandbox.SoapAsync(
            "AuthenticationTokenGet",
            new XElement(Running.Web + "WebAddress", "www.sandbox.atworkweb.com"),
            new XElement(Running.Web + "UserName", "sandbox"),
            new XElement(Running.Web + "Password", "wrong")
        );

        Assert.True(result.IsEmpty);
    }

    [Fact]
    public async Task Should_stage_it_before_the_import()
    {
        await using var slow = await Running.StartAsync(options => options.Pace.ImportMilliseconds = 600_000);

        var added = await slow.AddTicketAsync("A1", "PO1", lines: (upc, 1));
        var status = await slow.WithTokenAsync("GetPickTicketAddStatus", Web("pickTicketNumber", "A1"));
        var found = await slow.WithTokenAsync("GetPickTicketsByOrderNumber", Web("orderNumber", "REF-A1"));

        Assert.Equal(["0 Success Data saved successfully"], Notifications(added));
        Assert.Equal(["87 PendingImport Pending import"], Notifications(status));
        Assert.Equal("XDOCK1A1", status.Descendants(Running.Web + "PickTicketNumber").Single().Value);
        Assert.Empty(found.Descendants(Running.Web + "string"));
    }

    [Fact]
    public async Task Should_be_found_by_order_number_once_imported()
    {
        await sandbox.AddTicketAsync("A2", "PO2", lines: (upc, 1));
        await sandbox.TicketAsync("A2", ticket => (string)ticket["import"]! == "Imported");

        var found = await sandbox.WithTokenAsync("GetPickTicketsByOrderNumber", Web("orderNumber", "REF-A2"));

        Assert.Equal("XDOCK1A2", found.Descendants(Running.Web + "string").Single().Value);
    }

    [Fact]
    public async Task Should_fail_the_import_of_an_unknown_item()
    {
        await sandbox.AddTicketAsync("A3", "PO3", lines: [(upc, 1), ("850010009995", 1)]);
        await sandbox.TicketAsync("A3", ticket => (string)ticket["import"]! == "Failed");

        var status = await sandbox.WithTokenAsync("GetPickTicketAddStatus", Web("pickTicketNumber", "XDOCK1A3"));

        Assert.Contains(
            "UpcCodeError UPC[item 2] is not valid",
            Assert.Single(Notifications(status)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Should_report_every_problem_at_once()
    {
        var result = await sandbox.AddTicketAsync(
            "A4",
            "PO4",
            shipVia: "PIGEON",
            state: "",
            shipService: "FIRST CLASS PERCH",
            lines: (upc, 1)
        );

        Assert.Equal(
            [
                "10 StateError State for ShipToAddress is required for USA",
                "56 ShipViaError PickTicket/ShipVia is not valid",
                "61 ShipServiceError PickTicket/ShipService is not valid",
            ],
            Notifications(result)
        );
    }

    [Fact]
    public async Task Should_ship_a_large_ticket_in_two_parcels_and_reduce_the_stock()
    {
        await sandbox.AddTicketAsync("A5", "PO5", lines: (upc, 11));
        await sandbox.TicketAsync("A5", ticket => (string)ticket["status"]! == "Shipped Complete");

        var result = await sandbox.WithTokenAsync("GetPickTicketObjectByBarCode", Web("ptbarcode", "XDOCK1A5"));
        var stock = await sandbox.WithTokenAsync(
            "GetInventoryByUPCs",
            new XElement(Running.Web + "UPCs", new XElement(Running.Web + "string", upc))
        );

        var ticket = result.Element(Running.Web + "PickTicket")!;
        var parcels = ticket.Elements(Running.Details + "PackageList").ToList();
        Assert.Equal(
            2,
            parcels.Select(parcel => parcel.Element(Running.Details + "TrackingNumber")!.Value).Distinct().Count()
        );
        Assert.Equal(
            ["5", "6"],
            parcels.Select(parcel =>
                parcel.Element(Running.Details + "LineItems")!.Element(Running.Details + "Quantity")!.Value
            )
        );
        Assert.Equal(
            "11",
            ticket.Element(Running.Details + "LineItems")!.Element(Running.Details + "ShippedQuantity")!.Value
        );
        Assert.Equal("Shipped Complete", ticket.Element(Running.Details + "ShipmentStatus")!.Value);
        Assert.Equal(
            ["489", "0", "0"],
            stock.Descendants(Running.Web + "ActualQuantity").Select(quantity => quantity.Value)
        );
    }

    [Theory]
    [InlineData(
        "GetPickTicketObjectItemsInBoxes",
        "PickTicketDetailsItemsInBoxes.xsd",
        "UseAccountUPS",
        "CustomerPONumber"
    )]
    [InlineData(
        "GetPickTicketObjectItemsInBoxesV2",
        "OutBoundPickTicketItemsInBoxesV2.xsd",
        "UseAccountUps",
        "CustomerPoNumber"
    )]
    public async Task Should_return_sent_fields_in_the_spelling_of_each_version(
        string operation,
        string schema,
        string account,
        string po
    )
    {
        await sandbox.AddTicketAsync("A9", "PO9", lines: (upc, 1));
        await sandbox.TicketAsync("A9", ticket => (string)ticket["status"]! == "Shipped Complete");

        var result = await sandbox.WithTokenAsync(operation, Web("ptbarcode", "A9"));

        XNamespace boxes = $"http://rex11.com/swpublicapi/{schema}";
        Assert.Equal("false", result.Descendants(boxes + account).Single().Value);
        Assert.Equal("PO9", result.Descendants(boxes + po).Single().Value);
        Assert.Single(result.Descendants(boxes + "PackageList"));
    }

    [Fact]
    public async Task Should_list_its_tracking_number_with_the_statuses_by_date()
    {
        await sandbox.AddTicketAsync("A6", "PO6", lines: (upc, 1));
        await sandbox.TicketAsync("A6", ticket => (string)ticket["status"]! == "Shipped Complete");
        var day = DateTime.UtcNow;

        var result = await sandbox.WithTokenAsync(
            "GetPickTicketStatusesByDate",
            Web("StartDate", day.AddDays(-1).ToString("MM/dd/yyyy HH:mm", null)),
            Web("EndDate", day.AddDays(1).ToString("MM/dd/yyyy", null))
        );

        var status = Assert.Single(result.Descendants(Running.Web + "ShipmentStatus"));
        Assert.Equal("XDOCK1A6", status.Element(Running.Web + "TicketId")!.Value);
        Assert.Single(status.Descendants(Running.Web + "string"));
    }

    [Fact]
    public async Task Should_be_cancellable_only_before_picking()
    {
        await sandbox.AddTicketAsync("A7", "PO7", lines: (upc, 1));
        await sandbox.TicketAsync("A7", ticket => (string)ticket["status"]! == "Shipped Complete");

        var shipped = await sandbox.WithTokenAsync("CancelPickTicket", Web("PickTicketId", "XDOCK1A7"));
        var unknown = await sandbox.WithTokenAsync("CancelPickTicket", Web("PickTicketId", "XDOCK1B7"));

        Assert.Equal(["45 PickTicketError PickTicket can not be cancelled"], Notifications(shipped));
        // Recorded: an unknown ticket is refused with both notifications.
        Assert.Equal(
            ["45 PickTicketError PickTicket can not be cancelled", "45 PickTicketError PickTicket does not exist"],
            Notifications(unknown)
        );
    }

    [Fact]
    public async Task Should_wait_for_missing_stock()
    {
        await sandbox.PostAsync("/sandbox/stock", new { upc = upc, quantity = 1 });
        await sandbox.AddTicketAsync("A8", "PO8", lines: (upc, 2));
        await sandbox.TicketAsync("A8", ticket => (string)ticket["status"]! == "CSR - No Stock");

        await sandbox.PostAsync("/sandbox/stock", new { upc = upc, quantity = 2 });

        await sandbox.TicketAsync("A8", ticket => (string)ticket["status"]! == "Shipped Complete");
    }

    private static XElement Web(string name, string value) => new(Running.Web + name, value);

    private static List<string> Notifications(XElement result) =>
        result
            .Descendants(Running.Web + "Notification")
            .Select(one => string.Join(' ', one.Elements().Select(part => part.Value)))
            .ToList();
}
