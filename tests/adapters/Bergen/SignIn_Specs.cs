using System.Net;
using System.Xml.Linq;
using Crossdock.Adapters;
using Crossdock.Bergen.Tests.Support;

namespace Crossdock.Bergen.Tests;

public class When_the_adapter_signs_in
{
    private const string Numbers = "GetPickTicketsByOrderNumber";
    private readonly RecordedService service = new();

    private IWarehouse Warehouse => field ??= Warehouses.Create(service.Network);

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
            .On("GetPickTicketObjectByBarCode", "", "<PickTicket><PickTicketNumber>1</PickTicketNumber></PickTicket>")
            .On("GetPickTicketStatusesByDate", "")
            .On("GetInventoryByBatch", "")
            .On("GetInventoryFromDateTimeByBatch", "");
        var cancellation = TestContext.Current.CancellationToken;

        await Warehouse.FindAsync("X1", cancellation);
        await Warehouse.CancelAsync("X1", cancellation);
        await Warehouse.ParcelsAsync("X1", cancellation);
        await Warehouse.ProgressSinceAsync(DateTimeOffset.UtcNow, cancellation).ToListAsync(cancellation);
        await Warehouse.InventorySinceAsync(null, cancellation).ToListAsync(cancellation);
        await Warehouse.InventorySinceAsync(DateTimeOffset.UtcNow, cancellation).ToListAsync(cancellation);

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
                    rex + (lowerCase.Contains(one.Operation) ? "authenticationString" : "AuthenticationString"),
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

    [Fact]
    public async Task Should_try_again_after_a_sign_in_that_failed()
    {
        service
            .Forget("AuthenticationTokenGet")
            .Raw("AuthenticationTokenGet", "busy", HttpStatusCode.ServiceUnavailable)
            .Token("second")
            .On("PickTicketAdd", RecordedService.Success);

        // Nothing of the order was sent, so this is not unclear.
        var problem = await ProblemOf(() => Warehouse.SubmitAsync(Samples.Delivery, CancellationToken.None));
        Assert.Equal(ConnectionProblem.Down, problem.Problem);
        Assert.Equal(new Submission.Pending(), await Warehouse.SubmitAsync(Samples.Delivery, CancellationToken.None));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "<html><body>Welcome</body></html>", ConnectionProblem.WrongAddress)]
    [InlineData(HttpStatusCode.OK, "<!DOCTYPE html><html><body>Welcome</body></html>", ConnectionProblem.WrongAddress)]
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

        Assert.Equal(expected, (await ProblemOf(() => Warehouse.TestAsync(CancellationToken.None))).Problem);
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
        using var network = ExternalHttp.CreateNetwork();
        var warehouse = Warehouses.Create(network, changes: ("Address", "http://127.0.0.1:1/publicapiws.asmx"));

        Assert.Equal(
            ConnectionProblem.Unreachable,
            (await ProblemOf(() => warehouse.TestAsync(CancellationToken.None))).Problem
        );
    }

    private static Task<ConnectionProblemException> ProblemOf(Func<Task> act) =>
        Assert.ThrowsAsync<ConnectionProblemException>(act);
}
