using System.Net;
using Crossdock.Adapters;
using Crossdock.Bergen.Tests.Support;

namespace Crossdock.Bergen.Tests;

public class When_a_token_is_shared_and_goes_stale
{
    private const string Numbers = "GetPickTicketsByOrderNumber";
    private readonly RecordedService service = new();

    private IWarehouse Warehouse => field ??= Warehouses.Create(service.Network);

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
            .Fault("PickTicketAdd", "soap:Server", "Server was unable to process request. ---> Authentication failed")
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
        var circuit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        service
            .Forget("AuthenticationTokenGet")
            .Do(
                "AuthenticationTokenGet",
                async _ =>
                {
                    await circuit.Task;
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

        using var limited = new CancellationTokenSource();
        var first = Warehouse.FindAsync("X0", limited.Token);
        var others = Enumerable.Range(1, 5).Select(i => Warehouse.FindAsync($"X{i}", CancellationToken.None)).ToArray();
        // Who came first goes; the others still get their token.
        await limited.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        circuit.SetResult();
        await Task.WhenAll(others);

        Assert.Equal(1, service.TimesAsked("AuthenticationTokenGet"));
    }

    private static Task<ConnectionProblemException> ProblemOf(Func<Task> act) =>
        Assert.ThrowsAsync<ConnectionProblemException>(act);
}
