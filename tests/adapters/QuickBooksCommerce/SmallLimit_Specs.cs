using Crossdock.Adapters;
using Crossdock.Sandbox.Settings;
using Crossdock.TestSupport;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>Hundreds of orders in an account whose limit is far too small to read them in one window.</summary>
public abstract class SmallLimitSpecs : SandboxSpecs
{
    private const int Orders = 600;

    private readonly StandingClock clock = new(TimeProvider.System.GetUtcNow());
    private int windows = 1;

    private protected abstract int Limit { get; }

    private protected override SandboxOptions Options =>
        new() { Time = clock, QuickBooksCommerce = { RateLimit = Limit } };

    private protected override TimeProvider Clock => clock;

    /// <summary>Reads on from the latest change seen, as the hub does, in as many windows as it takes.</summary>
    private protected async Task<int> WindowsToReadAllAsync()
    {
        for (var number = 0; number < Orders; number++)
        {
            await Endpoints.PostAsync("/sandbox/orders", JsonContent(), Ct);
            clock.Now += TimeSpan.FromMilliseconds(10);
        }

        var read = new HashSet<string>(StringComparer.Ordinal);
        var reached = DateTimeOffset.UnixEpoch;
        while (true)
        {
            var before = read.Count;
            try
            {
                await foreach (var page in Cart.OrdersChangedSinceAsync(reached, Ct))
                {
                    Assert.All(page, order => Assert.Null(order.Problem));
                    read.UnionWith(page.Select(order => order.CartOrderId));
                    reached = page.Max(order => order.ChangedAt);
                }

                Assert.Equal(Orders, read.Count);
                return windows;
            }
            catch (ConnectionProblemException problem)
            {
                Assert.Equal(ConnectionProblem.Throttled, problem.Problem);
                Assert.True(read.Count > before, $"Window {windows} brought nothing new.");
                clock.Now = problem.RetryAt!.Value;
                windows++;
            }
        }
    }

    private static StringContent JsonContent() =>
        new("""{"lines":[{"sku":"MUG-BLU"},{"sku":"TEE-SAN"}]}""", System.Text.Encoding.UTF8, "application/json");
}

public sealed class When_one_window_is_not_enough_for_the_orders : SmallLimitSpecs
{
    /// <summary>Of these calls half are kept for shipments.</summary>
    private protected override int Limit => 20;

    [Fact]
    public async Task Should_keep_what_was_read_and_go_on_in_the_next() =>
        Assert.InRange(await WindowsToReadAllAsync(), 2, 4);
}

public sealed class When_one_window_is_not_enough_for_a_page_of_orders : SmallLimitSpecs
{
    private protected override int Limit => 12;

    [Fact]
    public async Task Should_get_on_with_fewer_orders_at_once() => Assert.InRange(await WindowsToReadAllAsync(), 3, 12);
}
