using Crossdock.Adapters;
using Crossdock.Bergen.Tests.Support;

namespace Crossdock.Bergen.Tests;

public class When_a_delivery_is_canceled
{
    private const string Cancel = "CancelPickTicket";
    private readonly RecordedService service = new();

    [Fact]
    public async Task Should_be_done_when_the_warehouse_says_so()
    {
        service.Complain(Cancel, 0, "Success", "PickTicket cancelled");

        Assert.Equal(new Cancellation.Done(), await CancelAsync());
    }

    [Fact]
    public async Task Should_not_be_there_when_the_warehouse_does_not_know_it()
    {
        service.Complain(Cancel, 45, "PickTicketError", "PickTicket does not exist");

        Assert.Equal(new Cancellation.NotThere(), await CancelAsync());
    }

    [Theory]
    [InlineData("Packed - Pending Shipping", false)]
    [InlineData("Cancelled", true)]
    public async Task Should_be_too_late_unless_it_is_canceled_already(string status, bool isDone)
    {
        service
            .Complain(Cancel, 45, "PickTicketError", "PickTicket can not be cancelled")
            .On(
                "GetPickTicketObjectByBarCode",
                "",
                $"<PickTicket><ShipmentStatus>{status}</ShipmentStatus></PickTicket>"
            );

        var answer = await CancelAsync();

        if (isDone)
        {
            Assert.IsType<Cancellation.Done>(answer);
        }
        else
        {
            Assert.Contains("PickTicket can not be cancelled", Assert.IsType<Cancellation.TooLate>(answer).Reason);
        }
    }

    [Theory]
    [InlineData("Cancelled", true)]
    [InlineData("Packed - Pending Shipping", false)]
    public async Task Should_look_when_notifications_contradict_each_other(string status, bool isDone)
    {
        service
            .On(
                Cancel,
                "<Notification><ErrorCode>45</ErrorCode><Severity>PickTicketError</Severity><Message>PickTicket does not exist</Message></Notification>"
                    + RecordedService.Success
            )
            .On(
                "GetPickTicketObjectByBarCode",
                "",
                $"<PickTicket><ShipmentStatus>{status}</ShipmentStatus></PickTicket>"
            );

        Assert.Equal(isDone, await CancelAsync() is Cancellation.Done);
    }

    private Task<Cancellation> CancelAsync() =>
        Warehouses.Create(service.Network).CancelAsync("YORA1AX1042", TestContext.Current.CancellationToken);
}
