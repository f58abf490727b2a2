using System.Xml.Linq;
using Crossdock.Bergen.Tests.Support;
using Crossdock.Contracts;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Crossdock.Sandbox.Tests;

namespace Crossdock.Bergen.Tests;

/// <summary>The sandbox reads what it is sent as leniently as the service was seen to; the service's schemas do not.</summary>
public class When_the_service_reads_strictly
{
    private readonly RecordedService service = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_find_everything_that_is_sent_where_its_schemas_have_it()
    {
        await AskEverythingAsync();
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), Cancellation);
        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress() };
        var schemas = await Schemas.OfAsync(http);

        var bodies = service
            .Asked.Select(one => one.Envelope.Elements().Single(part => part.Name.LocalName == "Body"))
            .Select(body => body.Elements().Single())
            .ToList();

        Assert.Equal(8, bodies.Select(body => body.Name.LocalName).Distinct().Count());
        Assert.All(bodies, body => schemas.Check(new XElement(body)));
    }

    private async Task AskEverythingAsync()
    {
        service
            .On("PickTicketAdd", RecordedService.Success)
            .On("CancelPickTicket", RecordedService.Success)
            .On("GetPickTicketAddStatus", "")
            .On("GetPickTicketsByOrderNumber", "")
            .On("GetPickTicketObjectByBarCode", "", "<PickTicket><ShipVia>UPS</ShipVia></PickTicket>")
            .On("GetPickTicketStatusesByDate", "")
            .On("GetInventoryFromDateTimeByBatch", "");
        var warehouse = Warehouses.Create(service.Network);
        var abroad = new Address
        {
            Company = "Voorbeeld & Zonen",
            Line1 = "Teststraat 1",
            City = "Delft",
            State = "Zuid-Holland",
            PostalCode = "2600 AA",
            CountryCode = "NL",
        };
        await warehouse.SubmitAsync(Samples.Delivery with { Instructions = "Ring <twice>" }, Cancellation);
        await warehouse.SubmitAsync(Samples.Delivery with { ShipTo = abroad, BillTo = Samples.Address }, Cancellation);
        await warehouse.FindAsync("X1042", Cancellation);
        await warehouse.CancelAsync("YORA1AX1042", Cancellation);
        await warehouse.ParcelsAsync("YORA1AX1042", Cancellation);
        var since = DateTimeOffset.UtcNow.AddHours(-2);
        await warehouse.ProgressSinceAsync(since, Cancellation).ToListAsync(Cancellation);
        await warehouse.InventorySinceAsync(since, Cancellation).ToListAsync(Cancellation);
    }
}
