namespace Crossdock.Sandbox.Tests;

public sealed class When_seeded_orders_are_processed
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_report_every_order_as_expected(bool withFaults)
    {
        await using var sandbox = await Running.StartAsync();
        await sandbox.PostAsync("/sandbox/seed", new { orders = 60 });
        if (withFaults)
        {
            await sandbox.PostAsync(
                "/sandbox/faults",
                new
                {
                    preset = "all",
                    seed = 7,
                    milliseconds = 20,
                }
            );
        }
        var hub = new TinyHub(sandbox);

        await hub.DeliverAsync();
        await AllTicketsRest(sandbox);
        await CancelVoided(sandbox, hub);
        await hub.ConfirmAsync();

        var report = await sandbox.GetAsync("/sandbox/report");
        var wrong = report["orders"]!
            .AsArray()
            .Where(order => !(bool)order!["ok"]!)
            .Select(order => order!.ToJsonString());
        Assert.Empty(wrong);
        var totals = report["totals"]!;
        Assert.Equal(60, (int)totals["orders"]!);
        Assert.Equal(50, (int)totals["confirmed"]!);
        Assert.Equal(4, (int)totals["held"]!);
        Assert.Equal(5, (int)totals["skipped"]!);
        Assert.Equal(1, (int)totals["canceled"]!);
        Assert.Equal(0, (int)totals["lost"]!);
        Assert.Equal(0, (int)totals["doubled"]!);
        var hits = (await sandbox.GetAsync("/sandbox/faults")).AsArray().Sum(fault => (int)fault!["hits"]!);
        Assert.Equal(withFaults, hits > 10);
    }

    [Fact]
    public async Task Should_report_an_order_as_doubled_if_its_ticket_was_sent_twice()
    {
        await using var sandbox = await Running.StartAsync();
        await sandbox.PostAsync("/sandbox/seed", new { orders = 60 });
        var upc = await sandbox.UpcAsync();

        await sandbox.AddTicketAsync("T1", "XD-1001", lines: (upc, 1));
        await sandbox.AddTicketAsync("T1", "XD-1001", lines: (upc, 1));
        await AllTicketsRest(sandbox);

        var report = await sandbox.GetAsync("/sandbox/report");
        Assert.Equal("doubled", (string)report["orders"]![0]!["found"]!);
        Assert.Equal(1, (int)report["totals"]!["doubled"]!);
    }

    [Fact]
    public async Task Should_report_an_order_as_doubled_if_a_parcel_was_confirmed_twice()
    {
        await using var sandbox = await Running.StartAsync();
        await sandbox.PostAsync("/sandbox/seed", new { orders = 60 });
        var line = (await sandbox.GetAsync("/qbc/orders/1026?include=order_line_items"))["order_line_items"]![0]![
            "id"
        ]!;
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await sandbox.PostAsync(
                "/qbc/fulfillments",
                new
                {
                    fulfillment = new
                    {
                        order_id = 1026,
                        tracking_number = "1Z1",
                        fulfillment_line_items = new[] { new { order_line_item_id = (int)line, quantity = 1 } },
                    },
                }
            );
        }

        var report = await sandbox.GetAsync("/sandbox/report");
        Assert.Equal("doubled", (string)report["orders"]![25]!["found"]!);
    }

    [Fact]
    public async Task Should_report_untouched_orders_as_lost_if_they_should_have_shipped()
    {
        await using var sandbox = await Running.StartAsync();
        await sandbox.PostAsync("/sandbox/seed", new { orders = 60 });

        var report = await sandbox.GetAsync("/sandbox/report");

        Assert.Equal(52, (int)report["totals"]!["lost"]!);
        Assert.Equal(0, (int)report["totals"]!["confirmed"]!);
        Assert.False((bool)report["stock"]!["agree"]!);
    }

    [Fact]
    public async Task Should_ignore_a_second_seed()
    {
        await using var sandbox = await Running.StartAsync();
        await sandbox.PostAsync("/sandbox/seed", new { orders = 200, seed = 5 });

        var again = await sandbox.PostAsync("/sandbox/seed", new { orders = 200, seed = 5 });

        Assert.Equal(0, (int)again["seeded"]!);
        Assert.Equal(200, (int)again["orders"]!);
    }

    [Fact]
    public async Task Should_place_the_same_orders_a_few_at_a_time()
    {
        await using var one = await Running.StartAsync();
        await using var other = await Running.StartAsync();

        await one.PostAsync("/sandbox/seed", new { orders = 70, seed = 5 });
        foreach (var upTo in (int[])[30, 30, 70])
        {
            await other.PostAsync(
                "/sandbox/seed",
                new
                {
                    orders = 70,
                    seed = 5,
                    upTo,
                }
            );
        }

        Assert.Equal(await Numbers(one), await Numbers(other));

        static async Task<IEnumerable<string>> Numbers(Running sandbox) =>
            (await sandbox.GetAsync("/sandbox/orders")).AsArray().Select(order => $"{order!["number"]}");
    }

    [Fact]
    public async Task Should_create_the_same_orders_from_the_same_seed()
    {
        await using var one = await Running.StartAsync();
        await using var other = await Running.StartAsync();

        await one.PostAsync("/sandbox/seed", new { orders = 70, seed = 5 });
        await other.PostAsync("/sandbox/seed", new { orders = 70, seed = 5 });

        Assert.Equal(await OrdersAsync(one), await OrdersAsync(other));

        static async Task<string> OrdersAsync(Running sandbox)
        {
            var orders = await sandbox.GetAsync("/sandbox/orders");
            foreach (var order in orders.AsArray())
            {
                order!.AsObject().Remove("createdAt");
            }

            return orders.ToJsonString();
        }
    }

    private static Task AllTicketsRest(Running sandbox) =>
        Running.Eventually(
            async () =>
                (await sandbox.GetAsync("/sandbox/tickets"))
                    .AsArray()
                    .All(ticket =>
                        (string)ticket!["import"]! == "Failed"
                        || (string)ticket["status"]! is "Shipped Complete" or "CSR hold- per customer request"
                    ),
            () => "some tickets are still on their way"
        );

    private static async Task CancelVoided(Running sandbox, TinyHub hub)
    {
        var held = (await sandbox.GetAsync("/sandbox/tickets"))
            .AsArray()
            .Where(ticket => (string)ticket!["status"]! == "CSR hold- per customer request");
        foreach (var ticket in held)
        {
            await hub.CancelAsync((string)ticket!["number"]!);
        }
    }
}
