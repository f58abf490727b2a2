using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

public sealed class When_the_sixty_orders_are_carried_through
{
    [Fact]
    public async Task Should_find_every_order_as_its_seed_says()
    {
        await using var sandbox = await Running.StartAsync();
        await sandbox.PostAsync("/sandbox/seed");
        var hub = new TinyHub(sandbox);

        await hub.DeliverAsync();
        await AllTicketsRest(sandbox);
        await CancelVoided(sandbox);
        await hub.ConfirmAsync();

        var report = await sandbox.GetAsync("/sandbox/report");
        var wrong = report["orders"]!
            .AsArray()
            .Where(order => !(bool)order!["ok"]!)
            .Select(order => order!.ToJsonString());
        Assert.Empty(wrong);
        var totals = report["totals"]!;
        Assert.Equal(60, (int)totals["orders"]!);
        Assert.Equal(51, (int)totals["confirmed"]!);
        Assert.Equal(3, (int)totals["held"]!);
        Assert.Equal(5, (int)totals["skipped"]!);
        Assert.Equal(1, (int)totals["canceled"]!);
        Assert.Equal(0, (int)totals["lost"]!);
        Assert.Equal(0, (int)totals["doubled"]!);
    }

    [Fact]
    public async Task Should_call_an_order_doubled_when_its_ticket_was_sent_twice()
    {
        await using var sandbox = await Running.StartAsync();
        await sandbox.PostAsync("/sandbox/seed");
        var upc = await sandbox.UpcAsync();

        await sandbox.AddTicketAsync("T1", "XD-1001", lines: (upc, 1));
        await sandbox.AddTicketAsync("T1", "XD-1001", lines: (upc, 1));
        await AllTicketsRest(sandbox);

        var report = await sandbox.GetAsync("/sandbox/report");
        Assert.Equal("doubled", (string)report["orders"]![0]!["found"]!);
        Assert.Equal(1, (int)report["totals"]!["doubled"]!);
    }

    [Fact]
    public async Task Should_call_untouched_orders_lost_where_they_should_have_shipped()
    {
        await using var sandbox = await Running.StartAsync();
        await sandbox.PostAsync("/sandbox/seed");

        var totals = (await sandbox.GetAsync("/sandbox/report"))["totals"]!;

        Assert.Equal(52, (int)totals["lost"]!);
        Assert.Equal(0, (int)totals["confirmed"]!);
    }

    [Fact]
    public async Task Should_do_nothing_when_seeded_again()
    {
        await using var sandbox = await Running.StartAsync();
        await sandbox.PostAsync("/sandbox/seed", new { orders = 200, seed = 5 });

        var again = await sandbox.PostAsync("/sandbox/seed", new { orders = 200, seed = 5 });

        Assert.Equal(0, (int)again["seeded"]!);
        Assert.Equal(200, (int)again["orders"]!);
    }

    private static Task AllTicketsRest(Running sandbox) =>
        Running.Eventually(
            async () =>
                (await sandbox.GetAsync("/sandbox/tickets"))
                    .AsArray()
                    .All(ticket =>
                        (string)ticket!["import"]! == "Failed"
                        || (string)ticket["status"]!
                            is "Shipped Complete"
                                or "CSR hold- per customer request"
                    ),
            () => "some tickets are still on their way"
        );

    private static async Task CancelVoided(Running sandbox)
    {
        var held = (await sandbox.GetAsync("/sandbox/tickets"))
            .AsArray()
            .Where(ticket => (string)ticket!["status"]! == "CSR hold- per customer request");
        foreach (var ticket in held)
        {
            var result = await sandbox.WithTokenAsync(
                "CancelPickTicket",
                new XElement(Running.Web + "PickTicketId", (string)ticket!["number"]!)
            );
            Assert.Equal("0", result.Descendants(Running.Web + "ErrorCode").Single().Value);
        }
    }
}
