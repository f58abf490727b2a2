using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

public sealed class When_a_pick_ticket_is_sent : IAsyncLifetime
{
    private Running _sandbox = null!;
    private string _upc = null!;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await Running.StartAsync();
        _upc = await _sandbox.UpcAsync();
    }

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task Should_give_an_empty_token_for_bad_credentials()
    {
        var result = await _sandbox.SoapAsync(
            "AuthenticationTokenGet",
            new XElement(Running.Web + "WebAddress", "www.sandbox.atworkweb.com"),
            new XElement(Running.Web + "UserName", "sandbox"),
            new XElement(Running.Web + "Password", "wrong")
        );

        Assert.True(result.IsEmpty);
    }

    [Fact]
    public async Task Should_stage_it_first_and_import_it_then()
    {
        await using var slow = await Running.StartAsync(options => options.Pace.ImportMilliseconds = 600_000);

        var added = await slow.AddTicketAsync("A1", "PO1", lines: (_upc, 1));
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
        await _sandbox.AddTicketAsync("A2", "PO2", lines: (_upc, 1));
        await _sandbox.TicketAsync("A2", ticket => (string)ticket["import"]! == "Imported");

        var found = await _sandbox.WithTokenAsync("GetPickTicketsByOrderNumber", Web("orderNumber", "REF-A2"));

        Assert.Equal("XDOCK1A2", found.Descendants(Running.Web + "string").Single().Value);
    }

    [Fact]
    public async Task Should_fail_the_import_for_an_item_that_is_not_known()
    {
        await _sandbox.AddTicketAsync("A3", "PO3", lines: [(_upc, 1), ("850010009995", 1)]);
        await _sandbox.TicketAsync("A3", ticket => (string)ticket["import"]! == "Failed");

        var status = await _sandbox.WithTokenAsync("GetPickTicketAddStatus", Web("pickTicketNumber", "XDOCK1A3"));

        Assert.Contains(
            "UpcCodeError UPC[item 2] is not valid",
            Assert.Single(Notifications(status)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Should_say_all_that_is_wrong_at_once()
    {
        var result = await _sandbox.AddTicketAsync(
            "A4",
            "PO4",
            shipVia: "PIGEON",
            state: "",
            shipService: "FIRST CLASS PERCH",
            lines: (_upc, 1)
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
    public async Task Should_leave_in_two_parcels_when_it_is_large_and_lower_the_stock()
    {
        await _sandbox.AddTicketAsync("A5", "PO5", lines: (_upc, 11));
        await _sandbox.TicketAsync("A5", ticket => (string)ticket["status"]! == "Shipped Complete");

        var result = await _sandbox.WithTokenAsync("GetPickTicketObjectByBarCode", Web("ptbarcode", "XDOCK1A5"));
        var stock = await _sandbox.WithTokenAsync(
            "GetInventoryByUPCs",
            new XElement(Running.Web + "UPCs", new XElement(Running.Web + "string", _upc))
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
    public async Task Should_give_back_what_was_sent_however_it_is_spelt(
        string operation,
        string schema,
        string account,
        string po
    )
    {
        await _sandbox.AddTicketAsync("A9", "PO9", lines: (_upc, 1));
        await _sandbox.TicketAsync("A9", ticket => (string)ticket["status"]! == "Shipped Complete");

        var result = await _sandbox.WithTokenAsync(operation, Web("ptbarcode", "A9"));

        XNamespace boxes = $"http://rex11.com/swpublicapi/{schema}";
        Assert.Equal("false", result.Descendants(boxes + account).Single().Value);
        Assert.Equal("PO9", result.Descendants(boxes + po).Single().Value);
        Assert.Single(result.Descendants(boxes + "PackageList"));
    }

    [Fact]
    public async Task Should_show_its_tracking_among_the_statuses_of_the_day()
    {
        await _sandbox.AddTicketAsync("A6", "PO6", lines: (_upc, 1));
        await _sandbox.TicketAsync("A6", ticket => (string)ticket["status"]! == "Shipped Complete");
        var day = DateTime.UtcNow;

        var result = await _sandbox.WithTokenAsync(
            "GetPickTicketStatusesByDate",
            Web("StartDate", day.AddDays(-1).ToString("MM/dd/yyyy HH:mm", null)),
            Web("EndDate", day.AddDays(1).ToString("MM/dd/yyyy", null))
        );

        var status = Assert.Single(result.Descendants(Running.Web + "ShipmentStatus"));
        Assert.Equal("XDOCK1A6", status.Element(Running.Web + "TicketId")!.Value);
        Assert.Single(status.Descendants(Running.Web + "string"));
    }

    [Fact]
    public async Task Should_be_cancelled_only_before_it_is_picked()
    {
        await _sandbox.AddTicketAsync("A7", "PO7", lines: (_upc, 1));
        await _sandbox.TicketAsync("A7", ticket => (string)ticket["status"]! == "Shipped Complete");

        var shipped = await _sandbox.WithTokenAsync("CancelPickTicket", Web("PickTicketId", "XDOCK1A7"));
        var unknown = await _sandbox.WithTokenAsync("CancelPickTicket", Web("PickTicketId", "XDOCK1B7"));

        Assert.Equal(["45 PickTicketError PickTicket can not be cancelled"], Notifications(shipped));
        // Recorded: a ticket that is not there is refused with both.
        Assert.Equal(
            ["45 PickTicketError PickTicket can not be cancelled", "45 PickTicketError PickTicket does not exist"],
            Notifications(unknown)
        );
    }

    [Fact]
    public async Task Should_wait_for_stock_that_is_not_there()
    {
        await _sandbox.PostAsync("/sandbox/stock", new { upc = _upc, quantity = 1 });
        await _sandbox.AddTicketAsync("A8", "PO8", lines: (_upc, 2));
        await _sandbox.TicketAsync("A8", ticket => (string)ticket["status"]! == "CSR - No Stock");

        await _sandbox.PostAsync("/sandbox/stock", new { upc = _upc, quantity = 2 });

        await _sandbox.TicketAsync("A8", ticket => (string)ticket["status"]! == "Shipped Complete");
    }

    private static XElement Web(string name, string value) => new(Running.Web + name, value);

    private static List<string> Notifications(XElement result) =>
        result
            .Descendants(Running.Web + "Notification")
            .Select(one => string.Join(' ', one.Elements().Select(part => part.Value)))
            .ToList();
}
