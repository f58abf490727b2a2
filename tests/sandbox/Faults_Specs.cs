using System.Net;

namespace Crossdock.Sandbox.Tests;

public sealed class When_faults_are_in_force : IAsyncLifetime
{
    private Running sandbox = null!;

    public async ValueTask InitializeAsync() => sandbox = await Running.StartAsync();

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Theory]
    [InlineData("429", HttpStatusCode.TooManyRequests)]
    [InlineData("500", HttpStatusCode.InternalServerError)]
    [InlineData("503", HttpStatusCode.ServiceUnavailable)]
    public async Task Should_answer_with_the_status_the_given_number_of_times(string fault, HttpStatusCode expected)
    {
        await Add(
            new
            {
                operation = "qbc GET /orders",
                fault,
                count = 1,
            }
        );

        using var struck = await sandbox.Http.GetAsync("/qbc/orders");
        using var after = await sandbox.Http.GetAsync("/qbc/orders");

        Assert.Equal(expected, struck.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(1, (int)(await sandbox.GetAsync("/sandbox/faults"))[0]!["hits"]!);
    }

    [Fact]
    public async Task Should_have_the_effect_and_not_answer()
    {
        await Add(
            new
            {
                operation = "bergen PickTicketAdd",
                fault = "timeout-after",
                milliseconds = 50,
            }
        );
        var upc = await sandbox.UpcAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.AddTicketAsync("T1", "PO", lines: (upc, 1)));

        Assert.Single((await sandbox.GetAsync("/sandbox/tickets")).AsArray());
    }

    [Fact]
    public async Task Should_neither_answer_nor_have_the_effect()
    {
        await Add(
            new
            {
                operation = "bergen PickTicketAdd",
                fault = "timeout-before",
                milliseconds = 50,
            }
        );
        var upc = await sandbox.UpcAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.AddTicketAsync("T1", "PO", lines: (upc, 1)));

        Assert.Empty((await sandbox.GetAsync("/sandbox/tickets")).AsArray());
    }

    [Fact]
    public async Task Should_drop_the_connection_in_the_middle_of_the_answer()
    {
        await Add(new { operation = "qbc *", fault = "drop" });

        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Http.GetStringAsync("/qbc/orders"));
    }

    [Fact]
    public async Task Should_answer_half_a_document()
    {
        var whole = await sandbox.Http.GetStringAsync("/qbc/locations");
        await Add(new { operation = "qbc *", fault = "cut" });

        var half = await sandbox.Http.GetStringAsync("/qbc/locations");

        Assert.Equal(whole[..(whole.Length / 2)], half);
    }

    [Fact]
    public async Task Should_make_the_token_stale()
    {
        var upc = await sandbox.UpcAsync();
        await sandbox.AddTicketAsync("T1", "PO", lines: (upc, 1));
        await Add(
            new
            {
                operation = "bergen *",
                fault = "stale-token",
                count = 1,
            }
        );

        var result = await sandbox.AddTicketAsync("T2", "PO", lines: (upc, 1));

        Assert.Contains("AuthenticationError", result.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_an_item_at_import()
    {
        var upc = await sandbox.UpcAsync();
        await Add(
            new
            {
                fault = "refuse-item",
                upc,
                count = 1,
            }
        );

        await sandbox.AddTicketAsync("T1", "PO", lines: (upc, 1));

        var ticket = await sandbox.TicketAsync("T1", one => (string)one["import"]! != "Pending");
        Assert.Equal("UPC[item 1] is not valid", (string)ticket["importMessage"]!);
    }

    [Fact]
    public async Task Should_hit_the_same_calls_for_the_same_seed()
    {
        var first = await Strikes();
        await sandbox.SendAsync(HttpMethod.Delete, "/sandbox/faults");
        var second = await Strikes();

        Assert.Equal(first, second);
        Assert.Contains(HttpStatusCode.OK, first);
        Assert.Contains(HttpStatusCode.ServiceUnavailable, first);
    }

    [Fact]
    public async Task Should_name_the_problem_of_an_invalid_fault()
    {
        var (status, body) = await sandbox.SendAsync(HttpMethod.Post, "/sandbox/faults", new { fault = "gremlins" });

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
            using var response = await sandbox.Http.GetAsync("/qbc/locations");
            seen.Add(response.StatusCode);
        }
        return seen;
    }

    private Task<System.Text.Json.Nodes.JsonNode> Add(object rule) => sandbox.PostAsync("/sandbox/faults", rule);
}
