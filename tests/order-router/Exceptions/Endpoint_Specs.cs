using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Exceptions;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests.Exceptions;

public sealed class When_a_person_looks_at_the_exceptions(CountingRouterHost router)
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string merchant = $"merchant-{Guid.NewGuid():N}";
    private readonly string method = $"Method {Guid.NewGuid():N}";

    [Fact]
    public async Task Should_list_them_longest_waiting_first_and_page_by_page()
    {
        foreach (var minutes in (int[])[3, 1, 2])
        {
            await RaiseAsync($"connection {minutes}", Noon.AddMinutes(minutes));
        }

        var first = await GetAsync($"?merchant={merchant}&limit=2");
        var second = await GetAsync($"?merchant={merchant}&limit=2&cursor={first["next"]}");

        Assert.Equal(["connection 1", "connection 2", "connection 3"], [.. Connections(first), .. Connections(second)]);
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task Should_say_what_to_do_for_how_long_and_whose_it_is()
    {
        await RaiseAsync("dead", Noon);

        var group = Assert.Single((await GetAsync($"?merchant={merchant}"))["items"]!.AsArray())!;

        Assert.Equal(
            ("connection_down", "dead", "open", 1, false),
            (
                (string)group["kind"]!,
                (string)group["connection"]!,
                (string)group["state"]!,
                (int)group["count"]!,
                (bool)group["regressed"]!
            )
        );
        Assert.Contains("external system", (string)group["toDo"]!, StringComparison.Ordinal);
        Assert.InRange((long)group["ageSeconds"]!, 1, long.MaxValue);
        Assert.Null(group["assignee"]);
    }

    [Theory]
    [InlineData("kind=connection_down", 1)]
    [InlineData("kind=route_missing", 0)]
    [InlineData("connection=dead", 1)]
    [InlineData("connection=other", 0)]
    [InlineData("state=open", 1)]
    [InlineData("state=snoozed", 0)]
    [InlineData("state=all", 1)]
    [InlineData("assignee=nobody", 1)]
    [InlineData("assignee=ada", 0)]
    public async Task Should_find_those_that_are_asked_for(string filter, int expected)
    {
        await RaiseAsync("dead", Noon);

        Assert.Equal(expected, (await GetAsync($"?merchant={merchant}&{filter}"))["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("?state=lost")]
    [InlineData("?cursor=made-up")]
    [InlineData("?limit=0")]
    public async Task Should_refuse_a_question_that_makes_no_sense(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await router.Http.GetAsync($"/api/v1/exceptions{query}")).StatusCode);

    [Fact]
    public async Task Should_list_the_orders_of_a_group()
    {
        var (first, last) = (await HoldAsync(), await HoldAsync());
        var id = (await router.GroupAsync(first, count: 2)).Id;

        var page = await GetAsync($"/{id}/orders");

        Assert.Equal(
            [first.Number, last.Number],
            page["items"]!.AsArray().Select(order => (string)order!["orderNumber"]!)
        );
        Assert.Equal(first.Id.ToString("D"), (string)(await GetAsync($"/{id}"))["exampleOrderId"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/orders")]
    public async Task Should_not_find_a_group_that_does_not_exist(string part) =>
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await router.Http.GetAsync($"/api/v1/exceptions/{Guid.NewGuid()}{part}")).StatusCode
        );

    private async Task<OrderScenario> HoldAsync()
    {
        var order = new OrderScenario(router);
        await order.ReceiveAsync(order.Received(shipMethod: method));
        return order;
    }

    private Task RaiseAsync(string connection, DateTimeOffset since) =>
        router.ReceiveAsync(
            new ExceptionRaised
            {
                Cause = new()
                {
                    Kind = ExceptionKind.ConnectionDown,
                    Merchant = merchant,
                    Connection = connection,
                },
                Text = "It does not answer.",
                Since = since,
                At = since,
            }
        );

    private async Task<JsonNode> GetAsync(string address) =>
        (await router.Http.GetFromJsonAsync<JsonNode>($"/api/v1/exceptions{address}"))!;

    private static IEnumerable<string> Connections(JsonNode page) =>
        page["items"]!.AsArray().Select(group => (string)group!["connection"]!);
}

public sealed class When_a_person_handles_a_group(CountingRouterHost router) : IAsyncLifetime
{
    private readonly string method = $"Method {Guid.NewGuid():N}";
    private OrderScenario order = null!;
    private string id = "";

    public async ValueTask InitializeAsync()
    {
        order = await HoldAsync();
        id = (await router.GroupAsync(order)).Id;
    }

    [Fact]
    public async Task Should_assign_it()
    {
        Assert.Equal("ada", (string)(await PostAsync("assign", """{"assignee":"ada"}"""))["assignee"]!);
        Assert.StartsWith(
            "spec-",
            (string)(await PostAsync("assign", """{"assignee":"me"}"""))["assignee"]!,
            StringComparison.Ordinal
        );
        Assert.Null((await PostAsync("assign", """{"assignee":"nobody"}"""))["assignee"]);
        Assert.Equal(["opened", "assigned to ada"], (await FindAsync()).History.Select(action => action.Text).Take(2));
    }

    [Fact]
    public async Task Should_keep_comments_with_who_and_when()
    {
        await PostAsync("comment", """{"text":"Asked them."}""");

        var comment = Assert.Single((await FindAsync()).Comments);

        Assert.Equal("Asked them.", comment.Text);
        Assert.StartsWith("spec-", comment.By, StringComparison.Ordinal);
        Assert.NotEqual(default, comment.At);
    }

    [Fact]
    public async Task Should_be_quiet_until_more_wait()
    {
        await PostAsync("snooze", """{"untilCount":2}""");
        Assert.Equal(GroupState.Snoozed, (await FindAsync()).State);

        await HoldAsync();
        Assert.Equal(GroupState.Snoozed, (await router.GroupAsync(order, count: 2)).State);

        await HoldAsync();
        var grown = await router.GroupAsync(id, group => group.State == GroupState.Open);
        Assert.Equal((3, false), (grown.Count, grown.IsRegressed));
    }

    [Fact]
    public async Task Should_be_quiet_until_the_time_is_over()
    {
        await PostAsync("snooze", $$"""{"until":"{{DateTimeOffset.UtcNow.AddSeconds(1):O}}"}""");
        Assert.Equal(GroupState.Snoozed, (await FindAsync()).State);

        await router.GroupAsync(id, group => group.State == GroupState.Open);
    }

    [Fact]
    public async Task Should_take_its_word_that_it_is_fixed_until_an_order_comes_again()
    {
        await PostAsync("resolve", "");
        await order.ReceiveAsync(order.Received(shipMethod: method));
        Assert.Equal((GroupState.Resolved, 1), ((await FindAsync()).State, (await FindAsync()).Count));

        await HoldAsync();

        Assert.True((await router.GroupAsync(id, group => group.State == GroupState.Open)).IsRegressed);
    }

    [Fact]
    public async Task Should_refuse_a_change_that_was_meant_for_an_earlier_version()
    {
        var version = (await FindAsync()).Changes;
        await HoldAsync();
        await router.GroupAsync(order, count: 2);
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync("assign", """{"assignee":"ada"}""", version)).StatusCode);

        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await AnswerAsync("assign", """{"assignee":"bob"}""", version)).StatusCode
        );
        Assert.Equal("ada", (await FindAsync()).Assignee);
    }

    [Theory]
    [InlineData("assign", """{"assignee":""}""")]
    [InlineData("assign", """{"who":"ada"}""")]
    [InlineData("comment", """{"text":" "}""")]
    [InlineData("comment", "{}")]
    [InlineData("snooze", "{}")]
    [InlineData("snooze", """{"untilCount":0}""")]
    [InlineData("snooze", """{"until":"2020-01-01T00:00:00Z"}""")]
    [InlineData("snooze", """{"until":"2099-01-01T00:00:00Z","untilCount":3}""")]
    public async Task Should_refuse_what_makes_no_sense(string change, string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await AnswerAsync(change, body)).StatusCode);

    [Fact]
    public async Task Should_not_find_one_that_does_not_exist()
    {
        id = Guid.NewGuid().ToString("D");

        foreach (var (change, body) in ((string, string)[])[("assign", "{}"), ("resolve", ""), ("release", "")])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await AnswerAsync(change, body)).StatusCode);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<OrderScenario> HoldAsync()
    {
        var held = new OrderScenario(router);
        await held.ReceiveAsync(held.Received(shipMethod: method));
        return held;
    }

    private Task<ExceptionGroup> FindAsync() => router.GroupAsync(id, _ => true);

    private async Task<JsonNode> PostAsync(string change, string body)
    {
        using var answer = await AnswerAsync(change, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private Task<HttpResponseMessage> AnswerAsync(string change, string body, long? version = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/exceptions/{id}/{change}");
        if (body.Length > 0)
        {
            request.Content = new StringContent(
                body,
                new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")
            );
        }

        if (version is { } meant)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{meant}\"");
        }

        return router.Http.SendAsync(request);
    }
}
