using System.Net;
using Crossdock.Adapters;
using Crossdock.Bergen.Tests.Support;

namespace Crossdock.Bergen.Tests;

/// <summary>One content in many wrappings: all mean the same.</summary>
public class When_an_answer_is_wrapped_in_another_way
{
    private const string Add = "PickTicketAdd";
    private const string Find = "GetPickTicketsByOrderNumber";
    private readonly RecordedService service = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Wrappings =>
        new()
        {
            {
                "SOAP 1.2 and prefixes everywhere",
                """<?xml version="1.0"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:r="http://rex11.com/webmethods/"><e:Header><r:Trace>1</r:Trace></e:Header><e:Body><r:GetPickTicketsByOrderNumberResponse><r:GetPickTicketsByOrderNumberResult><r:Notifications/><r:PickTicketNumbers><r:string>YORA1AX1042</r:string></r:PickTicketNumbers></r:GetPickTicketsByOrderNumberResult></r:GetPickTicketsByOrderNumberResponse></e:Body></e:Envelope>"""
            },
            {
                "blank lines before the declaration, and comments",
                """

                    <?xml version="1.0" encoding="utf-8"?>
                    <!-- recorded -->
                    <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><GetPickTicketsByOrderNumberResponse xmlns="http://rex11.com/webmethods/"><GetPickTicketsByOrderNumberResult><Notifications /><PickTicketNumbers>
                        <string><![CDATA[YORA1AX1042]]><!-- ours --></string>
                    </PickTicketNumbers></GetPickTicketsByOrderNumberResult></GetPickTicketsByOrderNumberResponse></soap:Body></soap:Envelope>
                    """
            },
            {
                "a byte order mark, nil elements, unknown elements and attributes",
                "\uFEFF"
                    + """<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body><GetPickTicketsByOrderNumberResponse xmlns="http://rex11.com/webmethods/"><GetPickTicketsByOrderNumberResult version="3"><Notifications xsi:nil="true"/><Elapsed>3</Elapsed><PickTicketNumbers count="2"><string xsi:nil="true"/><string>YORA1AX1042</string></PickTicketNumbers></GetPickTicketsByOrderNumberResult></GetPickTicketsByOrderNumberResponse></soap:Body></soap:Envelope>"""
            },
            {
                "no namespaces at all",
                "<Envelope><Body><GetPickTicketsByOrderNumberResponse><GetPickTicketsByOrderNumberResult><PickTicketNumbers><string>YORA1AX1042</string></PickTicketNumbers></GetPickTicketsByOrderNumberResult></GetPickTicketsByOrderNumberResponse></Body></Envelope>"
            },
        };

    [Theory]
    [MemberData(nameof(Wrappings))]
    public async Task Should_be_read_all_the_same(string wrapping, string answer)
    {
        service.On("GetPickTicketAddStatus", "").Raw(Find, answer);

        var found = await Warehouses.Create(service.Network).FindAsync("X1042", Cancellation);

        Assert.True(found == new Submission.Accepted("YORA1AX1042"), wrapping);
    }

    [Theory]
    [InlineData("soap:Sender", "Server was unable to read request.", null)]
    [InlineData("soap:Receiver", "Server was unable to process request.", ConnectionProblem.Unclear)]
    public async Task Should_be_told_as_a_fault_of_SOAP_1_2_means_it(
        string code,
        string text,
        ConnectionProblem? problem
    )
    {
        service.Raw(Add, Fault12(code, text), HttpStatusCode.InternalServerError);
        var warehouse = Warehouses.Create(service.Network);

        if (problem is null)
        {
            var refused = Assert.IsType<Submission.Refused>(
                await warehouse.SubmitAsync(Samples.Delivery, Cancellation)
            );
            Assert.Contains(text.TrimEnd('.'), refused.Reason);
        }
        else
        {
            var thrown = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
                warehouse.SubmitAsync(Samples.Delivery, Cancellation)
            );
            Assert.Equal(problem, thrown.Problem);
            Assert.Contains(text.TrimEnd('.'), thrown.Message);
        }
    }

    [Fact]
    public async Task Should_sign_in_again_when_a_fault_of_SOAP_1_2_speaks_of_the_token()
    {
        service
            .Raw(Add, Fault12("soap:Receiver", "Authentication token has expired"), HttpStatusCode.InternalServerError)
            .On(Add, RecordedService.Success);

        Assert.Equal(
            new Submission.Pending(),
            await Warehouses.Create(service.Network).SubmitAsync(Samples.Delivery, Cancellation)
        );
        Assert.Equal(2, service.TimesAsked("AuthenticationTokenGet"));
    }

    private static string Fault12(string code, string text) =>
        $"""<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body><soap:Fault><soap:Code><soap:Value>{code}</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">{text}</soap:Text></soap:Reason><soap:Detail /></soap:Fault></soap:Body></soap:Envelope>""";
}
