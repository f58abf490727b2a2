using System.Net;
using Crossdock.Adapters;
using Crossdock.Adapters.Bergen;
using Crossdock.Bergen.Tests.Support;
using Crossdock.TestSupport;

namespace Crossdock.Bergen.Tests;

public class When_a_delivery_is_submitted
{
    private const string Add = "PickTicketAdd";
    private readonly RecordedService service = new();

    private IWarehouse Warehouse => field ??= Warehouses.Create(service.Network);

    [Fact]
    public async Task Should_be_pending_when_it_is_in_the_import_queue()
    {
        service.On(Add, RecordedService.Success);

        Assert.Equal(new Submission.Pending(), await SubmitAsync());
        Assert.Equal(1, service.TimesAsked(Add));
        Assert.Contains("X1042", service.LastAsked(Add).Value);
    }

    [Fact]
    public async Task Should_send_the_rest_of_a_text_with_half_an_emoji_and_note_that()
    {
        service.On(Add, RecordedService.Success);
        var logger = new RecordingLogger();
        var delivery = Samples.Delivery with
        {
            ShipTo = Samples.Address with { FirstName = "Ada \uFFFD", Line2 = "Apt 4\ud83d", City = "New\u001Aark" },
            Instructions = "Gift \ud83d for Ada",
        };

        var submission = await Warehouses
            .Create(service.Network, logger: logger)
            .SubmitAsync(delivery, TestContext.Current.CancellationToken);

        var ticket = service.LastAsked(Add);
        Assert.Equal(
            ["Ada", "Apt 4", "New ark", "Gift for Ada"],
            new[] { "FirstName", "Address2", "City", "SpecialInstructions" }.Select(field =>
                ticket.Descendants().Last(e => e.Name.LocalName == field).Value
            )
        );
        Assert.Equal(
            "Characters that Bergen cannot take were replaced by blanks in: instructions, first name of the ship-to address, second line of the ship-to address, city of the ship-to address.",
            Assert.IsType<Submission.Pending>(submission).Note
        );
        Assert.Single(logger.Of("BergenTextReplaced"));
    }

    [Fact]
    public async Task Should_not_be_sent_with_characters_that_the_connection_does_not_let_replace()
    {
        var delivery = Samples.Delivery with { ShipTo = Samples.Address with { Line2 = "Apt 4\ud83d" } };

        var refused = Assert.IsType<Submission.Refused>(
            await Warehouses
                .Create(service.Network, changes: ("ReplaceCharacters", "false"))
                .SubmitAsync(delivery, TestContext.Current.CancellationToken)
        );

        Assert.Equal(
            "The second line of the ship-to address contains characters that Bergen cannot take: correct it.",
            refused.Reason
        );
        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task Should_not_be_sent_when_it_breaks_a_rule()
    {
        var delivery = Samples.Delivery with { ShipTo = Samples.Address with { State = null } };

        var refused = Assert.IsType<Submission.Refused>(
            await Warehouse.SubmitAsync(delivery, TestContext.Current.CancellationToken)
        );

        Assert.Contains("no state", refused.Reason);
        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task Should_be_refused_with_all_that_the_service_says()
    {
        service.On(
            Add,
            RecordedService.Notification(56, "ShipViaError", "PickTicket/ShipVia is not valid")
                + RecordedService.Notification(61, "ShipServiceError", "PickTicket/ShipService is not valid")
        );

        var refused = Assert.IsType<Submission.Refused>(await SubmitAsync());

        // What it holds is not liked: that cannot be the word for a double, and nobody is asked for one.
        Assert.Equal(0, service.TimesAsked("GetPickTicketAddStatus"));
        Assert.Contains("ShipVia is not valid (code 56)", refused.Reason);
        Assert.Contains("ShipService is not valid (code 61)", refused.Reason);
        Assert.Contains("Sent were carrier \"UPS\" and service \"UPS GROUND - Commercial\".", refused.Reason);
        Assert.Contains("in shipMethods of the route to ", refused.Reason);
    }

    [Theory]
    [InlineData(56, "ShipViaError", "PickTicket/ShipVia is not valid")]
    [InlineData(99, "AuthenticationError", "The token expires soon")]
    public async Task Should_look_and_not_send_again_when_one_of_several_notifications_says_that_it_was_saved(
        int code,
        string severity,
        string message
    )
    {
        service
            .On(Add, RecordedService.Success + RecordedService.Notification(code, severity, message))
            .On("GetPickTicketAddStatus", RecordedService.Notification(87, "PendingImport", "Pending import"));

        Assert.Equal(new Submission.Pending(), await SubmitAsync());
        Assert.Equal(1, service.TimesAsked(Add));
    }

    [Fact]
    public async Task Should_not_be_called_refused_when_it_is_there_from_an_earlier_try()
    {
        service
            .Complain(Add, 12, "PickTicketError", "PickTicketNumber already used")
            .On("GetPickTicketAddStatus", "")
            .On(
                "GetPickTicketsByOrderNumber",
                "",
                "<PickTicketNumbers><string>YORA1AX1042</string></PickTicketNumbers>"
            );

        Assert.Equal(new Submission.Accepted("YORA1AX1042"), await SubmitAsync());
    }

    [Fact]
    public async Task Should_be_unclear_when_a_refusal_cannot_be_verified()
    {
        service
            .Complain(Add, 12, "PickTicketError", "PickTicketNumber already used")
            .Raw("GetPickTicketAddStatus", "", HttpStatusCode.BadGateway);

        Assert.Equal(ConnectionProblem.Unclear, (await ProblemAsync()).Problem);
    }

    [Fact]
    public async Task Should_be_refused_when_the_service_cannot_read_it()
    {
        service.Fault(
            Add,
            "soap:Client",
            "Server was unable to read request. ---> There is an error in XML document (1, 1042)."
        );

        var refused = Assert.IsType<Submission.Refused>(await SubmitAsync());

        Assert.Contains("unable to read request", refused.Reason);
    }

    public static TheoryData<string, HttpStatusCode, string> LostAnswers =>
        new()
        {
            { "HTML", HttpStatusCode.OK, "<html><body>Maintenance</body></html>" },
            { "nothing", HttpStatusCode.OK, "" },
            {
                "half an answer",
                HttpStatusCode.OK,
                "<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'><soap:Body><PickTicketAddResp"
            },
            { "a DTD", HttpStatusCode.OK, "<!DOCTYPE a [<!ENTITY b 'c'>]><Envelope><Body>&b;</Body></Envelope>" },
            { "another operation", HttpStatusCode.OK, "<Envelope><Body><GetInventoryResponse/></Body></Envelope>" },
            { "no result", HttpStatusCode.OK, "<Envelope><Body><PickTicketAddResponse/></Body></Envelope>" },
            {
                "no word",
                HttpStatusCode.OK,
                "<Envelope><Body><PickTicketAddResponse><PickTicketAddResult/></PickTicketAddResponse></Body></Envelope>"
            },
            { "error", HttpStatusCode.InternalServerError, "<html/>" },
            { "gateway", HttpStatusCode.BadGateway, "" },
            { "moved", HttpStatusCode.MovedPermanently, "" },
            { "bad request", HttpStatusCode.BadRequest, "<html/>" },
            { "unauthorized", HttpStatusCode.Unauthorized, "" },
            { "forbidden", HttpStatusCode.Forbidden, "<html/>" },
            { "not found", HttpStatusCode.NotFound, "<html/>" },
            { "method not allowed", HttpStatusCode.MethodNotAllowed, "" },
            { "conflict", HttpStatusCode.Conflict, "" },
            { "too large", HttpStatusCode.RequestEntityTooLarge, "" },
            { "unprocessable", HttpStatusCode.UnprocessableEntity, "" },
            { "locked", HttpStatusCode.Locked, "" },
            { "too early", (HttpStatusCode)425, "" },
            { "too many requests", HttpStatusCode.TooManyRequests, "" },
            { "client closed request", (HttpStatusCode)499, "" },
            {
                "too deep",
                HttpStatusCode.OK,
                string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000))
            },
        };

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task Should_be_unclear_when_no_readable_answer_comes(string what, HttpStatusCode status, string body)
    {
        service.Raw(Add, body, status);

        Assert.True((await ProblemAsync()).Problem == ConnectionProblem.Unclear, what);
        Assert.Equal(1, service.TimesAsked(Add));
    }

    [Fact]
    public async Task Should_be_unclear_after_a_fault_of_the_server()
    {
        service.Fault(
            Add,
            "soap:Server",
            "Server was unable to process request. ---> Object reference not set to an instance of an object."
        );

        Assert.Equal(ConnectionProblem.Unclear, (await ProblemAsync()).Problem);
    }

    [Fact]
    public async Task Should_be_unclear_when_the_connection_drops()
    {
        service.Do(Add, _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended."));

        Assert.Equal(ConnectionProblem.Unclear, (await ProblemAsync()).Problem);
    }

    [Fact]
    public async Task Should_be_unclear_when_time_is_up()
    {
        service.Do(Add, NeverAsync);
        var warehouse = Warehouses.Create(service.Network, changes: ("Timeout", "00:00:00.2"));

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            warehouse.SubmitAsync(Samples.Delivery, TestContext.Current.CancellationToken)
        );

        Assert.Equal(ConnectionProblem.Unclear, problem.Problem);
    }

    [Fact]
    public async Task Should_be_canceled_when_the_caller_gives_up()
    {
        using var caller = new CancellationTokenSource();
        service.Do(
            Add,
            async cancellationToken =>
            {
                await caller.CancelAsync();
                return await NeverAsync(cancellationToken);
            }
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Warehouse.SubmitAsync(Samples.Delivery, caller.Token)
        );
    }

    [Fact]
    public async Task Should_bound_the_answer_that_it_reads()
    {
        var endless = new EndlessStream();
        service.Do(
            "GetPickTicketsByOrderNumber",
            _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(endless) })
        );

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            Warehouse.TestAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal(ConnectionProblem.Down, problem.Problem);
        Assert.InRange(endless.Given, 1, LenientXml.MaxBytes + 1024 * 1024);
    }

    private static async Task<HttpResponseMessage> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException();
    }

    private Task<Submission> SubmitAsync() =>
        Warehouse.SubmitAsync(Samples.Delivery, TestContext.Current.CancellationToken);

    private Task<ConnectionProblemException> ProblemAsync() =>
        Assert.ThrowsAsync<ConnectionProblemException>(SubmitAsync);

    /// <summary>Blanks without end, as large as the reader lets it become.</summary>
    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            Given += buffer.Length;
            return new(buffer.Length);
        }
    }
}
