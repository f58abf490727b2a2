using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.TestSupport;

namespace Crossdock.AllInOne.Tests;

/// <summary>The hub looks for orders once a day: whatever comes sooner came by webhook.</summary>
public sealed class When_an_order_is_placed_between_two_polls : HubOnSandbox
{
    private const string OrderList = "qbc GET /orders";

    protected override int? Port { get; } = FreePort.Find(1)[0];

    [Fact]
    public async Task Should_be_with_the_warehouse_without_another_poll()
    {
        var polls = await PollsAsync();
        var took = new List<TimeSpan>();
        for (var number = 1; number <= 10; number++)
        {
            var watch = Stopwatch.StartNew();
            await PlaceAsync($"WH-{number}");
            await Wait.UntilAsync(
                async () => await TicketsAsync($"WH-{number}") == 1,
                $"the pick ticket of WH-{number}"
            );
            took.Add(watch.Elapsed);
        }

        Assert.Equal(polls, await PollsAsync());
        took.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"From the cart to the pick ticket: {took[0].TotalMilliseconds:0} ms at best, {took[5].TotalMilliseconds:0} ms in the middle, {took[^1].TotalMilliseconds:0} ms at worst, of {took.Count} orders."
            )
        );
    }

    private async Task<int> TicketsAsync(string number) =>
        (await Sandbox.GetFromJsonAsync<JsonArray>($"tickets?po={number}", Ct))!.Count;

    private async Task<int> PollsAsync() =>
        (int?)(await Sandbox.GetFromJsonAsync<JsonObject>("calls", Ct))!["calls"]![OrderList] ?? 0;
}
