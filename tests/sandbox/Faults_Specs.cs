using System.Net;

namespace Crossdock.Sandbox.Tests;

public sealed class When_faults_are_switched_on : IAsyncLifetime
{
    private Running _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await Running.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Theory]
    [InlineData("429", HttpStatusCode.TooManyRequests)]
    [InlineData("500", HttpStatusCode.InternalServerError)]
    [InlineData("503", HttpStatusCode.ServiceUnavailable)]
    public async Task Should_answer_with_the_status_as_often_as_told(string fault, HttpStatusCode expected)
    {
        await Add(
            new
            {
                operation = "qbc GET /orders",
                fault,
                count = 1,
            }
        );

        using var struck = await _sandbox.Http.GetAsync("/qbc/orders");
        using var after = await _sandbox.Http.GetAsync("/qbc/orders");

        Assert.Equal(expected, struck.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(1, (int)(await _sandbox.GetAsync("/sandbox/faults"))[0]!["hits"]!);
    }

    [Fact]
    public async Task Should_do_the_work_and_withhold_the_answer()
    {
        await Add(
            new
            {
                operation = "bergen PickTicketAdd",
                fault = "timeout-after",
                milliseconds = 50,
            }
        );
        var upc = await _sandbox.UpcAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => _sandbox.AddTicketAsync("T1", "PO", lines: (upc, 1)));

        Assert.Single((await _sandbox.GetAsync("/sandbox/tickets")).AsArray());
    }

    [Fact]
    public async Task Should_withhold_the_answer_and_not_do_the_work()
    {
        await Add(
            new
            {
                operation = "bergen PickTicketAdd",
                fault = "timeout-before",
                milliseconds = 50,
            }
        );
        var upc = await _sandbox.UpcAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => _sandbox.AddTicketAsync("T1", "PO", lines: (upc, 1)));

        Assert.Empty((await _sandbox.GetAsync("/sandbox/tickets")).AsArray());
    }

    [Fact]
    public async Task Should_break_off_in_the_middle_of_the_answer()
    {
        await Add(new { operation = "qbc *", fault = "drop" });

        await Assert.ThrowsAsync<HttpRequestException>(() => _sandbox.Http.GetStringAsync("/qbc/orders"));
    }

    [Fact]
    public async Task Should_answer_half_a_document()
    {
        var whole = await _sandbox.Http.GetStringAsync("/qbc/locations");
        await Add(new { operation = "qbc *", fault = "cut" });

        var half = await _sandbox.Http.GetStringAsync("/qbc/locations");

        Assert.Equal(whole[..(whole.Length / 2)], half);
    }

    [Fact]
    public async Task Should_make_the_token_stale()
    {
        var upc = await _sandbox.UpcAsync();
        await _sandbox.AddTicketAsync("T1", "PO", lines: (upc, 1));
        await Add(
            new
            {
                operation = "bergen *",
                fault = "stale-token",
                count = 1,
            }
        );

        var result = await _sandbox.AddTicketAsync("T2", "PO", lines: (upc, 1));

        Assert.Contains("AuthenticationError", result.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_an_item_at_import()
    {
        var upc = await _sandbox.UpcAsync();
        await Add(
            new
            {
                fault = "refuse-item",
                upc,
                count = 1,
            }
        );

        await _sandbox.AddTicketAsync("T1", "PO", lines: (upc, 1));

        var ticket = await _sandbox.TicketAsync("T1", one => (string)one["import"]! != "Pending");
        Assert.Equal("UPC[item 1] is not valid", (string)ticket["importMessage"]!);
    }

    [Fact]
    public async Task Should_strike_the_same_calls_for_the_same_seed()
    {
        var first = await Strikes();
        await _sandbox.SendAsync(HttpMethod.Delete, "/sandbox/faults");
        var second = await Strikes();

        Assert.Equal(first, second);
        Assert.Contains(HttpStatusCode.OK, first);
        Assert.Contains(HttpStatusCode.ServiceUnavailable, first);
    }

    [Fact]
    public async Task Should_name_what_is_wrong_with_a_rule()
    {
        var (status, body) = await _sandbox.SendAsync(HttpMethod.Post, "/sandbox/faults", new { fault = "gremlins" });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("fault must be one of", (string)body!["error"]!, StringComparison.Ordinal);
    }

    private async Task<List<HttpStatusCode>> Strikes()
    {
        await Add(
            new
            {
                operation = "qbc *",
                fault = "503",
                probability = 0.3,
                seed = 7,
            }
        );
        var seen = new List<HttpStatusCode>();
        for (var call = 0; call < 30; call++)
        {
            using var response = await _sandbox.Http.GetAsync("/qbc/locations");
            seen.Add(response.StatusCode);
        }
        return seen;
    }

    private Task<System.Text.Json.Nodes.JsonNode> Add(object rule) => _sandbox.PostAsync("/sandbox/faults", rule);
}
