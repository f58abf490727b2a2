using Crossdock.Adapters;
using Crossdock.Bergen.Tests.Support;

namespace Crossdock.Bergen.Tests;

public class When_a_delivery_is_looked_for
{
    private const string Status = "GetPickTicketAddStatus";
    private const string Numbers = "GetPickTicketsByOrderNumber";
    private readonly RecordedService service = new();

    [Fact]
    public async Task Should_be_pending_while_its_import_is()
    {
        service.Complain(Status, 87, "PendingImport", "Pending import");

        Assert.Equal(new Submission.Pending(), await FindAsync());
    }

    [Theory]
    [InlineData("Pending import", 87)]
    [InlineData("PendingImport", 0)]
    public async Task Should_be_pending_also_where_the_ticket_says_it(string status, int code)
    {
        service.On(
            Status,
            "",
            $"<PickTicketStatus><PickTicketNumber>X1042</PickTicketNumber><StatusCode>{code}</StatusCode><Status>{status}</Status></PickTicketStatus>"
        );

        Assert.Equal(new Submission.Pending(), await FindAsync());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Success", "")]
    [InlineData("New - Pending Printing", "")]
    [InlineData("UpcCodeError", "of an earlier try")]
    public async Task Should_be_accepted_under_the_number_that_the_warehouse_gave_it(string status, string details)
    {
        service
            .On(
                Status,
                "",
                $"<PickTicketStatus><StatusCode>0</StatusCode><Status>{status}</Status><StatusDetails>{details}</StatusDetails></PickTicketStatus>"
            )
            .On(
                Numbers,
                "",
                "<PickTicketNumbers><string>OTHER</string><string>yora1ax1042</string></PickTicketNumbers>"
            );

        Assert.Equal(new Submission.Accepted("yora1ax1042"), await FindAsync());
    }

    [Fact]
    public async Task Should_be_pending_when_it_is_imported_and_not_listed_yet()
    {
        service.On(Status, RecordedService.Success).On(Numbers, "");

        Assert.Equal(new Submission.Pending(), await FindAsync());
    }

    [Theory]
    [InlineData("UpcCodeError", "UPC 012345678905 does not exist")]
    [InlineData("Error", "Line item 012345678905 cannot be imported")]
    public async Task Should_be_refused_when_its_import_failed(string severity, string message)
    {
        service.Complain(Status, 88, severity, message).On(Numbers, "");

        var refused = Assert.IsType<Submission.Refused>(await FindAsync());

        Assert.Contains("012345678905", refused.Reason);
    }

    [Fact]
    public async Task Should_be_refused_also_where_the_ticket_says_it()
    {
        service
            .On(
                Status,
                RecordedService.Success,
                "<PickTicketStatus><StatusCode>88</StatusCode><Status>UpcCodeError</Status><StatusDetails>UPC 9 is not known</StatusDetails></PickTicketStatus>"
            )
            .On(Numbers, "");

        var refused = Assert.IsType<Submission.Refused>(await FindAsync());

        Assert.Contains("UPC 9 is not known", refused.Reason);
    }

    [Fact]
    public async Task Should_wait_when_a_newer_try_waits_behind_a_refused_one()
    {
        service.On(
            Status,
            RecordedService.Notification(88, "UpcCodeError", "UPC 9 is not known")
                + RecordedService.Notification(87, "PendingImport", "Pending import")
        );

        Assert.Equal(new Submission.Pending(), await FindAsync());
    }

    [Theory]
    [InlineData(0, "", "")]
    [InlineData(45, "PickTicketError", "PickTicket does not exist")]
    public async Task Should_be_null_when_nobody_knows_it(int code, string severity, string message)
    {
        service.Complain(Status, code, severity, message).On(Numbers, "", "<PickTicketNumbers />");

        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task Should_never_be_null_for_an_answer_that_is_not_understood()
    {
        service.Complain(Status, 999, "Mystery", "42").On(Numbers, "");
        Assert.Equal(ConnectionProblem.Unclear, (await ProblemAsync()).Problem);

        service.Forget(Status).On(Status, "").Forget(Numbers).Complain(Numbers, 999, "Mystery", "42");
        Assert.Equal(ConnectionProblem.Unclear, (await ProblemAsync()).Problem);

        service.Forget(Numbers).Raw(Numbers, "<html/>");
        Assert.Equal(ConnectionProblem.Down, (await ProblemAsync()).Problem);
    }

    [Fact]
    public async Task Should_be_the_standing_one_of_two()
    {
        service
            .On(Status, "")
            .On(Numbers, "", "<PickTicketNumbers><string>A-X1042</string><string>B-X1042</string></PickTicketNumbers>")
            .On(
                "GetPickTicketObjectByBarCode",
                "",
                "<PickTicket><ShipmentStatus>Cancelled</ShipmentStatus></PickTicket>"
            )
            .On(
                "GetPickTicketObjectByBarCode",
                "",
                "<PickTicket><ShipmentStatus>Picking in Process</ShipmentStatus></PickTicket>"
            );

        Assert.Equal(new Submission.Accepted("B-X1042"), await FindAsync());
    }

    private Task<Submission?> FindAsync() =>
        Warehouses.Create(service.Network).FindAsync("X1042", TestContext.Current.CancellationToken);

    private Task<ConnectionProblemException> ProblemAsync() =>
        Assert.ThrowsAsync<ConnectionProblemException>(FindAsync);
}
