using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Crossdock.Sandbox.Tests;

public sealed class When_a_client_reads_the_cart(SeededSandbox seeded) : IClassFixture<SeededSandbox>
{
    private readonly Running sandbox = seeded.Sandbox;

    [Fact]
    public async Task Should_refuse_an_unknown_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/qbc/orders");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "no-such-token");
        using var response = await sandbox.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("unauthorized", (string)body["type"]!);
        Assert.True(response.Headers.Contains("X-Request-Id"));
    }

    [Fact]
    public async Task Should_return_a_page_and_the_total()
    {
        using var response = await sandbox.Http.GetAsync("/qbc/orders.json?limit=20&page=3");

        var pagination = JsonNode.Parse(response.Headers.GetValues("X-Pagination").Single())!;
        Assert.Equal(59, (int)pagination["total_records"]!);
        Assert.Equal(3, (int)pagination["total_pages"]!);
        Assert.True((bool)pagination["last_page"]!);
        Assert.Equal(40, (int)pagination["offset"]!);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(19, body["orders"]!.AsArray().Count);
    }

    [Fact]
    public async Task Should_answer_a_limit_of_zero_with_one_empty_page_and_the_count()
    {
        using var response = await sandbox.Http.GetAsync("/qbc/orders/?limit=0");

        Assert.Equal(
            """{"total_records":59,"total_pages":1,"first_page":true,"last_page":true,"out_of_bounds":false,"offset":0}""",
            response.Headers.GetValues("X-Pagination").Single()
        );
        Assert.Equal("""{"orders":[],"meta":{"total":59}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/qbc/accounts/current")]
    [InlineData("/qbc/accounts/1")]
    public async Task Should_show_the_account(string path)
    {
        var account = (await sandbox.GetAsync(path))["account"]!;
        var listed = (await sandbox.GetAsync("/qbc/accounts"))["accounts"]![0]!;

        Assert.Equal("Sandbox Goods", (string)account["name"]!);
        Assert.True(JsonNode.DeepEquals(account, listed));
    }

    [Fact]
    public async Task Should_refuse_a_limit_above_the_maximum()
    {
        var (status, body) = await sandbox.SendAsync(HttpMethod.Get, "/qbc/orders?limit=251");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("Bad Request", (string)body!["type"]!);
    }

    [Theory]
    [InlineData("ids=1001,1003")]
    [InlineData("ids[]=1001&ids[]=1003")]
    [InlineData("status[]=finalized&status[]=draft&ids=1001,1003,1036")]
    public async Task Should_filter_in_every_documented_form(string query)
    {
        var orders = (await sandbox.GetAsync($"/qbc/orders?{query}&order=created_at asc"))["orders"]!.AsArray();

        Assert.Equal([1001, 1003], orders.Select(order => (int)order!["id"]!));
    }

    [Fact]
    public async Task Should_list_void_orders_only_if_asked_for()
    {
        var all = (await sandbox.GetAsync("/qbc/orders?limit=250"))["orders"]!.AsArray();
        var asked = (await sandbox.GetAsync("/qbc/orders?status=void"))["orders"]!.AsArray();

        Assert.DoesNotContain(all, order => (string)order!["status"]! == "void");
        Assert.Equal("XD-1036", (string)Assert.Single(asked)!["order_number"]!);
    }

    [Fact]
    public async Task Should_find_orders_changed_since_a_time()
    {
        var before = (await sandbox.GetAsync("/qbc/orders/1005"))["order"]!;
        await sandbox.SendAsync(HttpMethod.Put, "/qbc/orders/1005", new { order = new { notes = "Ring twice" } });
        var after = (await sandbox.GetAsync("/qbc/orders/1005"))["order"]!;

        var since = Uri.EscapeDataString((string)after["updated_at"]!);
        var found = (await sandbox.GetAsync($"/qbc/orders?updated_at_min={since}&order=updated_at desc"))["orders"]!;
        Assert.Equal(1005, (int)found[0]!["id"]!);
        Assert.NotEqual((string)before["updated_at"]!, (string)after["updated_at"]!);
    }

    [Fact]
    public async Task Should_sideload_the_included_objects_of_one_order()
    {
        var body = await sandbox.GetAsync("/qbc/orders/1001?include=order_line_items,shipping_address");

        Assert.Equal(
            body["order"]!["order_line_item_ids"]!.AsArray().Select(id => (int)id!),
            body["order_line_items"]!.AsArray().Select(line => (int)line!["id"]!)
        );
        Assert.Equal(
            (int)body["order"]!["shipping_address_id"]!,
            (int)Assert.Single(body["addresses"]!.AsArray())!["id"]!
        );
    }

    [Fact]
    public async Task Should_name_the_unknown_order_in_a_404()
    {
        var (status, body) = await sandbox.SendAsync(HttpMethod.Get, "/qbc/orders/12345");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("Couldn't find order with id 12345", (string)body!["message"]!);
    }

    [Fact]
    public async Task Should_compress_the_answer_if_the_client_accepts_gzip()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/qbc/orders");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var response = await sandbox.Http.SendAsync(request);

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
    }
}

public sealed class When_the_rate_limit_is_reached
{
    [Fact]
    public async Task Should_refuse_until_the_window_ends()
    {
        var clock = new StoppedClock(new DateTimeOffset(2026, 3, 1, 12, 3, 20, TimeSpan.Zero));
        await using var sandbox = await Running.StartAsync(options =>
        {
            options.Time = clock;
            options.QuickBooksCommerce.RateLimited = true;
            options.QuickBooksCommerce.RateLimit = 2;
        });

        using var first = await sandbox.Http.GetAsync("/qbc/locations");
        await sandbox.GetAsync("/qbc/locations");
        var (status, body) = await sandbox.SendAsync(HttpMethod.Get, "/qbc/locations");
        clock.Now += TimeSpan.FromSeconds(100);
        var (later, _) = await sandbox.SendAsync(HttpMethod.Get, "/qbc/locations");

        Assert.Equal("1", first.Headers.GetValues("X-Rate-Limit-Remaining").Single());
        var end = new DateTimeOffset(2026, 3, 1, 12, 5, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        Assert.Equal($"{end}", first.Headers.GetValues("X-Rate-Limit-Reset").Single());
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal("You have exceeded the API rate limit. Please retry later.", (string)body!["error"]!);
        Assert.Equal(HttpStatusCode.OK, later);
    }
}

/// <summary>A clock that only the spec moves. Timers still run on the system clock.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
