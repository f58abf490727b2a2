using Crossdock.Adapters;
using Crossdock.CartAdapter.Stock;
using Crossdock.CartAdapter.Tests.Support;
using Crossdock.Contracts;
using static Crossdock.CartAdapter.Tests.Support.Orders;

namespace Crossdock.CartAdapter.Tests;

public sealed class When_levels_are_to_be_shown : CartFixture
{
    [Fact]
    public async Task Should_be_due_at_once()
    {
        await SetAsync(Level("TEE", 7, May));

        var level = await DocumentAsync("TEE");
        Assert.Equal((7m, May, Clock.Now), (level.OnHand, level.AsOf, level.DueAt));
    }

    [Fact]
    public async Task Should_never_let_an_older_level_overwrite_a_newer_one()
    {
        await SetAsync(Level("TEE", 7, May));
        await SetAsync(Level("TEE", 9, May.AddTicks(-1)));

        Assert.Equal(7, (await DocumentAsync("TEE")).OnHand);
    }

    [Fact]
    public async Task Should_be_shown_again_when_the_same_level_is_republished()
    {
        await SetAsync(Level("TEE", 7, May));
        Cart.Stock = _ => [];
        await StepAsync("TEE");
        Assert.Null((await DocumentAsync("TEE")).DueAt);

        await SetAsync(Level("TEE", 7, May));

        Assert.Equal(Clock.Now, (await DocumentAsync("TEE")).DueAt);
    }

    [Fact]
    public async Task Should_be_set_in_one_call_under_a_reference_of_its_own()
    {
        await SetAsync(Level("TEE", 7, May), Level("MUG", 0, May));
        IReadOnlyList<StockLevel> sent = [];
        Cart.Stock = levels =>
        {
            sent = levels;
            return [];
        };

        await StepAsync("TEE", "MUG");
        await StepAsync("TEE");

        Assert.Equal(2, Cart.References.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("TEE", Assert.Single(sent).Sku);
        Assert.Equal(Clock.Now, (await DocumentAsync("MUG")).SetAt);
    }

    [Fact]
    public void Should_be_at_most_250_in_one_call() => Assert.Equal(250, Get<InventoryUpload>().BatchSize);

    [Fact]
    public async Task Should_keep_the_problem_of_an_sku_beside_the_others()
    {
        await SetAsync(Level("TEE", 7, May), Level("GONE", 1, May));
        Cart.Stock = _ => new() { ["GONE"] = "No such SKU." };

        await StepAsync("TEE", "GONE");

        var (shown, gone) = (await DocumentAsync("TEE"), await DocumentAsync("GONE"));
        Assert.Equal((null, "No such SKU."), (shown.Problem, gone.Problem));
        Assert.Equal((null, null), (shown.DueAt, gone.DueAt));

        Cart.Stock = _ => [];
        await StepAsync("GONE");
        Assert.Null((await DocumentAsync("GONE")).Problem);
    }

    [Fact]
    public async Task Should_stay_due_where_the_cart_failed()
    {
        await SetAsync(Level("TEE", 7, May));
        Cart.Stock = _ => throw Problem(ConnectionProblem.Unclear);

        Assert.NotNull(await StepAsync("TEE"));

        var level = await DocumentAsync("TEE");
        Assert.Equal((Clock.Now, null), (level.DueAt, level.SetAt));
    }

    private Task SetAsync(params StockLevel[] levels) =>
        ReceiveAsync<SetStockConsumer>(
            new SetStock
            {
                Merchant = "acme",
                Connection = Connection,
                Levels = levels,
            }
        );

    private Task<ConnectionProblemException?> StepAsync(params string[] skus) =>
        StepAsync<InventoryUpload, StockLevelDocument>([.. skus.Select(Id)]);

    private Task<StockLevelDocument> DocumentAsync(string sku) => FindAsync<StockLevelDocument>(Id(sku));

    private static string Id(string sku) => $"{Connection}:{sku}";

    private static StockLevel Level(string sku, decimal onHand, DateTimeOffset asOf) =>
        new()
        {
            Sku = sku,
            OnHand = onHand,
            AsOf = asOf,
        };
}
