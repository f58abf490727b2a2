using System.Net.Http.Json;
using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Sandbox.Settings;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>The sandbox with everything going wrong now and then that passes.</summary>
public sealed class When_everything_goes_wrong_now_and_then : SandboxSpecs
{
    /// <summary>The sandbox withholds answers for two seconds.</summary>
    private protected override (string Key, string Value)[] Settings =>
        [("Token", "sandbox-privileged-token"), ("Timeout", "00:00:00.5")];

    /// <summary>Without the limit: its windows are minutes long, and its own spec is elsewhere.</summary>
    private protected override SandboxOptions Options => new() { QuickBooksCommerce = { RateLimited = false } };

    private async Task BreakAsync(int seed)
    {
        var answer = await Endpoints.PostAsJsonAsync("/sandbox/faults", new { preset = "all", seed }, Ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Does what a work loop does: tries until it is done, and says whether an earlier try may have gone through.</summary>
    private static async Task<int> UntilDoneAsync(Func<bool, Task> work)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await work(tries > 1);
                return tries;
            }
            catch (ConnectionProblemException e)
                when (e.Problem is not (ConnectionProblem.Refused or ConnectionProblem.Credentials) && tries < 50)
            {
                if (e.RetryAt - TimeProvider.System.GetUtcNow() is { } wait && wait > TimeSpan.Zero)
                {
                    // The only thing to wait for is the clock of the rate limit.
                    await Task.Delay(wait, Ct);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Should_show_every_parcel_once(int seed)
    {
        var orders = new List<CartOrder>();
        for (var i = 0; i < 60; i++)
        {
            orders.Add(await PlaceAsync(new { lines = new[] { new { sku = "MUG-BLU", quantity = 4 } } }));
        }

        await BreakAsync(seed);
        var tries = 0;
        foreach (var shipment in orders.Select(order => Shipment(order, quantity: 1)))
        {
            tries += await UntilDoneAsync(again => Cart.ConfirmShipmentAsync(shipment, again, Ct));
        }

        await Endpoints.DeleteAsync("/sandbox/faults", Ct);
        Assert.True(tries > orders.Count, "The faults did not strike: the spec shows nothing.");
        foreach (var order in orders)
        {
            Assert.Single((await LookAsync(order))["fulfillments"]!.AsArray());
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Should_bring_stock_to_the_last_level(int seed)
    {
        await BreakAsync(seed);
        var tries = 0;
        for (var level = 1; level <= 30; level++)
        {
            StockLevel[] levels =
            [
                new()
                {
                    Sku = "MUG-BLU",
                    OnHand = level * 10,
                    AsOf = DateTimeOffset.UnixEpoch,
                },
                new()
                {
                    Sku = "TEE-SAN",
                    OnHand = 900 - level,
                    AsOf = DateTimeOffset.UnixEpoch,
                },
            ];
            var reference = $"batch-{level}";
            tries += await UntilDoneAsync(async _ => Assert.Empty(await Cart.SetStockAsync(levels, reference, Ct)));
        }

        await Endpoints.DeleteAsync("/sandbox/faults", Ct);
        Assert.True(tries > 30, "The faults did not strike: the spec shows nothing.");
        Assert.Equal((300, 870), (await ShownAsync("MUG-BLU"), await ShownAsync("TEE-SAN")));
    }
}
