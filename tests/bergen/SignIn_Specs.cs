using System.Net;
using System.Xml.Linq;
using Crossdock.Bergen.Tests.Support;
using Crossdock.Platform.Connections;
using Crossdock.WmsAdapter;
using Crossdock.WmsAdapter.Bergen;

namespace Crossdock.Bergen.Tests;

public class When_the_adapter_signs_in
{
    private const string Numbers = "GetPickTicketsByOrderNumber";
    private readonly RecordedService service = new();

    private IWarehouse Warehouse => field ??= Warehouses.Create(service.Client);

    [Fact]
    public async Task Should_send_the_three_credentials_as_the_service_wants_them()
    {
        service.On(Numbers, "");

        var words = await Warehouse.TestAsync(TestContext.Current.CancellationToken);

        XNamespace soap = "http://schemas.xmlsoap.org/soap/envelope/";
        XNamespace rex = "http://rex11.com/webmethods/";
        Assert.Equal(
            new XElement(
                soap + "Body",
                new XElement(
                    rex + "AuthenticationTokenGet",
                    new XElement(rex + "WebAddress", "www.acmecorp.atworkweb.com"),
                    new XElement(rex + "UserName", "acme-api"),
                    new XElement(rex + "Password", "s3cret&<>")
                )
            ).ToString(),
            service
                .LastAsked("AuthenticationTokenGet")
                .Element(soap + "Body")!
                .ToString()
                .Replace(
                    " xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"",
                    " xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"",
                    StringComparison.Ordinal
                )
                .Replace("soap:Body", "Body", StringComparison.Ordinal)
        );
        var request = service.Asked[0].Request;
        Assert.Equal("text/xml; charset=utf-8", request.Content!.Headers.ContentType!.ToString());
        Assert.Equal(
            "\"http://rex11.com/webmethods/AuthenticationTokenGet\"",
            request.Headers.GetValues("SOAPAction").Single()
        );
        Assert.Contains("bergen.test", words);
        Assert.DoesNotContain("s3cret", words);
    }

    [Fact]
    public async Task Should_spell_the_token_as_each_operation_does()
    {
        service
            .On(Numbers, "")
            .On("GetPickTicketAddStatus", "")
            .On("CancelPickTicket", RecordedService.Success)
            .On(
                "GetPickTicketObjectByBarCode",
                "",
                "<PickTicket><PickTicketNumber>1</PickTicketNumber></PickTicket>"
            )
            .On("GetPickTicketStatusesByDate", "")
            .On("GetInventoryByBatch", "")
            .On("GetInventoryFromDateTimeByBatch", "");
        var cancellation = TestContext.Current.CancellationToken;

        await Warehouse.FindAsync("X1", cancellation);
        await Warehouse.CancelAsync("X1", cancellation);
        await Warehouse.ParcelsAsync("X1", cancellation);
        await Warehouse
            .ProgressSinceAsync(DateTimeOffset.UtcNow, cancellation)
            .ToListAsync(cancellation);
        await Warehouse.InventorySinceAsync(null, cancellation).ToListAsync(cancellation);
        await Warehouse
            .InventorySinceAsync(DateTimeOffset.UtcNow, cancellation)
            .ToListAsync(cancellation);

        XNamespace rex = "http://rex11.com/webmethods/";
        string[] lowerCase =
        [
            Numbers,
            "GetPickTicketAddStatus",
            "GetInventoryByBatch",
            "GetInventoryFromDateTimeByBatch",
        ];
        Assert.All(
            service.Asked.Where(one => one.Operation != "AuthenticationTokenGet"),
            one =>
                Assert.Equal(
                    rex
                        + (
                            lowerCase.Contains(one.Operation)
                                ? "authenticationString"
                                : "AuthenticationString"
                        ),
                    one.Envelope.Descendants(rex + one.Operation).Single().Elements().First().Name
                )
        );
        Assert.Equal(1, service.TimesAsked("AuthenticationTokenGet"));
        Assert.Equal(7, service.Asked.Select(one => one.Operation).Distinct().Count() - 1);
    }

    [Fact]
    public async Task Should_take_an_empty_token_for_wrong_credentials()
    {
        service.Forget("AuthenticationTokenGet").Token("");

        var problem = await ProblemOf(() => Warehouse.TestAsync(CancellationToken.None));

        Assert.Equal(ConnectionProblem.Credentials, problem.Problem);
        Assert.Contains("credentials refused", problem.Message);
        Assert.DoesNotContain("s3cret", problem.ToString());
    }

    [Theory]
    [InlineData("AuthenticationError", "Authentication failed")]
    [InlineData("Error", "Invalid AuthenticationString")]
    public async Task Should_renew_a_stale_token_once(string severity, string message)
    {
        service
            .Token("second")
            .Complain(Numbers, 1, severity, message)
            .On(Numbers, "", "<PickTicketNumbers><string>ACX1</string></PickTicketNumbers>")
            .On("GetPickTicketAddStatus", "");

        var found = await Warehouse.FindAsync("X1", TestContext.Current.CancellationToken);

        Assert.Equal(new Submission.Accepted("ACX1"), found);
        Assert.Equal(2, service.TimesAsked("AuthenticationTokenGet"));
        Assert.Contains("second", service.LastAsked(Numbers).Value);
    }

    [Fact]
    public async Task Should_renew_a_token_that_a_fault_calls_stale_and_send_the_order_then()
    {
        service
            .Token("second")
            .Fault(
                "PickTicketAdd",
                "soap:Server",
                "Server was unable to process request. ---> Authentication failed"
            )
            .On("PickTicketAdd", RecordedService.Success);

        Assert.Equal(
            new Submission.Pending(),
            await Warehouse.SubmitAsync(Samples.Delivery, TestContext.Current.CancellationToken)
        );
        Assert.Equal(2, service.TimesAsked("PickTicketAdd"));
    }

    [Fact]
    public async Task Should_bring_a_new_token_after_any_trouble()
    {
        const string Status = "GetPickTicketAddStatus";
        service
            .Token("second")
            .Fault(Status, "soap:Server", "Invalid length for a Base-64 char array.")
            .On(Status, "")
            .On(Numbers, "");

        var problem = await ProblemOf(() => Warehouse.FindAsync("X1", CancellationToken.None));
        Assert.Equal(ConnectionProblem.Down, problem.Problem);
        Assert.Null(await Warehouse.FindAsync("X1", CancellationToken.None));

        Assert.Contains("second", service.LastAsked(Status).Value);
    }

    [Fact]
    public async Task Should_give_up_with_clear_words_when_a_new_token_is_refused_too()
    {
        service.Token("second").Complain(Numbers, 1, "AuthenticationError", "Not authorized");

        var problem = await ProblemOf(() => Warehouse.TestAsync(CancellationToken.None));

        Assert.Equal(ConnectionProblem.Credentials, problem.Problem);
        Assert.Equal(2, service.TimesAsked(Numbers));
    }

    [Fact]
    public async Task Should_sign_in_once_for_all_who_ask_at_the_same_time()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        service
            .Forget("AuthenticationTokenGet")
            .Do(
                "AuthenticationTokenGet",
                async _ =>
                {
                    await gate.Task;
                    return new HttpResponseMessage(HttpStatusCode.OK)
                    {
                        Content = new StringContent(
                            "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><AuthenticationTokenGetResponse><AuthenticationTokenGetResult>t</AuthenticationTokenGetResult></AuthenticationTokenGetResponse></e:Body></e:Envelope>"
                        ),
                    };
                }
            )
            .On("GetPickTicketAddStatus", "")
            .On(Numbers, "");

        using var impatient = new CancellationTokenSource();
        var first = Warehouse.FindAsync("X0", impatient.Token);
        var others = Enumerable
            .Range(1, 5)
            .Select(i => Warehouse.FindAsync($"X{i}", CancellationToken.None))
            .ToArray();
        // Who came first goes; the others still get their token.
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        await Task.WhenAll(others);

        Assert.Equal(1, service.TimesAsked("AuthenticationTokenGet"));
    }

    [Fact]
    public async Task Should_try_again_after_a_sign_in_that_failed()
    {
        service
            .Forget("AuthenticationTokenGet")
            .Raw("AuthenticationTokenGet", "busy", HttpStatusCode.ServiceUnavailable)
            .Token("second")
            .On("PickTicketAdd", RecordedService.Success);

        // Nothing of the order was sent, so this is not unclear.
        var problem = await ProblemOf(() =>
            Warehouse.SubmitAsync(Samples.Delivery, CancellationToken.None)
        );
        Assert.Equal(ConnectionProblem.Down, problem.Problem);
        Assert.Equal(
            new Submission.Pending(),
            await Warehouse.SubmitAsync(Samples.Delivery, CancellationToken.None)
        );
    }

    [Theory]
    [InlineData(
        HttpStatusCode.OK,
        "<html><body>Welcome</body></html>",
        ConnectionProblem.WrongAddress
    )]
    [InlineData(
        HttpStatusCode.OK,
        "<!DOCTYPE html><html><body>Welcome</body></html>",
        ConnectionProblem.WrongAddress
    )]
    [InlineData(HttpStatusCode.OK, "", ConnectionProblem.WrongAddress)]
    [InlineData(HttpStatusCode.NotFound, "<html/>", ConnectionProblem.WrongAddress)]
    [InlineData(HttpStatusCode.MethodNotAllowed, "", ConnectionProblem.WrongAddress)]
    [InlineData(HttpStatusCode.Unauthorized, "", ConnectionProblem.Credentials)]
    [InlineData(HttpStatusCode.InternalServerError, "<html/>", ConnectionProblem.Down)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "", ConnectionProblem.Down)]
    [InlineData(HttpStatusCode.TooManyRequests, "", ConnectionProblem.Throttled)]
    public async Task Should_tell_a_wrong_address_from_a_service_that_is_down(
        HttpStatusCode status,
        string body,
        ConnectionProblem expected
    )
    {
        service.Forget("AuthenticationTokenGet").Raw("AuthenticationTokenGet", body, status);

        Assert.Equal(
            expected,
            (await ProblemOf(() => Warehouse.TestAsync(CancellationToken.None))).Problem
        );
    }

    [Fact]
    public async Task Should_know_another_web_service()
    {
        service
            .Forget("AuthenticationTokenGet")
            .Fault(
                "AuthenticationTokenGet",
                "soap:Client",
                "Server did not recognize the value of HTTP Header SOAPAction: http://rex11.com/webmethods/AuthenticationTokenGet."
            );

        Assert.Equal(
            ConnectionProblem.WrongAddress,
            (await ProblemOf(() => Warehouse.TestAsync(CancellationToken.None))).Problem
        );
    }

    [Fact]
    public async Task Should_say_that_nobody_is_there()
    {
        using var client = new HttpClient();
        var warehouse = Warehouses.Create(
            () => client,
            changes: ("Address", "http://127.0.0.1:1/publicapiws.asmx")
        );

        Assert.Equal(
            ConnectionProblem.Unreachable,
            (await ProblemOf(() => warehouse.TestAsync(CancellationToken.None))).Problem
        );
    }

    [Theory]
    [InlineData("Address", null, "Connections:acme-bergen:Address is missing")]
    [InlineData("Address", "bergen", "is not an http(s) address")]
    [InlineData("AccountWebAddress", "", "AccountWebAddress is missing")]
    [InlineData("ApiUsername", "", "ApiUsername is missing")]
    [InlineData("ApiPassword", "", "ApiPassword is missing")]
    [InlineData("Warehouse", "Mars", "is \"Mars\": set one of BERGEN LOGISTICS NJ, ")]
    [InlineData("PaymentTerms", "later", "set one of PENDING, NET")]
    [InlineData("BillingOption", "later", "set one of FREIGHT COLLECT, THIRD PARTY")]
    [InlineData("TimeZone", "Mars/Olympus", "no known time zone")]
    [InlineData("Timeout", "soon", "Timeout is \"soon\"")]
    [InlineData("MaxAddressLength", "0", "set a whole number from 5")]
    public void Should_say_which_setting_is_broken(string key, string? value, string words)
    {
        var problem = Assert.Throws<SettingException>(() =>
            Warehouses.Create(service.Client, changes: (key, value))
        );

        Assert.Contains(words, problem.Message);
    }

    [Fact]
    public void Should_send_enumerations_exactly_as_the_service_spells_them()
    {
        var settings = BergenSettings.Read(
            Warehouses.Configure(
                ("BillingOption", "freight collect"),
                ("PaymentTerms", "net"),
                ("Warehouse", "bergen logistics can"),
                ("AccountWebAddress", "https://www.acmecorp.atworkweb.com/")
            )
        );

        Assert.Equal("FREIGHT COLLECT ", settings.Ticket.BillingOption);
        Assert.Equal("NET", settings.Ticket.PaymentTerms);
        Assert.Equal("BERGEN LOGISTICS CAN", settings.Ticket.Warehouse);
        Assert.Equal("www.acmecorp.atworkweb.com", settings.AccountWebAddress);
    }

    private static Task<ConnectionProblemException> ProblemOf(Func<Task> act) =>
        Assert.ThrowsAsync<ConnectionProblemException>(act);
}
