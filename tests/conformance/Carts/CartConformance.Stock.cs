namespace Crossdock.Conformance.Carts;

public abstract partial class CartConformance<THarness>
{
    [Fact]
    public async Task Should_show_the_levels_it_is_given_up_and_down_and_none()
    {
        foreach (var (first, second) in new[] { (700m, 3m), (12m, 40m), (0m, 40m) })
        {
            var refused = await Adapter.SetStockAsync([Level(0, first), Level(1, second)], $"batch-{first}", Ct);

            Assert.Empty(refused);
            Assert.Equal(first, await Harness.ShownAsync(Harness.Skus[0]));
            Assert.Equal(second, await Harness.ShownAsync(Harness.Skus[1]));
        }
    }

    [Fact]
    public async Task Should_show_the_same_level_however_often_it_is_set()
    {
        for (var n = 0; n < 3; n++)
        {
            // Twice under the same reference, as after a lost answer, and once as new.
            await Adapter.SetStockAsync([Level(0, 123)], $"batch-{n / 2}", Ct);
        }

        Assert.Equal(123, await Harness.ShownAsync(Harness.Skus[0]));
    }

    [Fact]
    public async Task Should_show_every_level_of_a_large_batch()
    {
        var levels = Harness.Skus.Select((_, place) => Level(place, 20 + place)).ToList();

        Assert.Empty(await Adapter.SetStockAsync(levels, "batch-1", Ct));

        foreach (var level in levels)
        {
            Assert.Equal((level.Sku, level.OnHand), (level.Sku, await Harness.ShownAsync(level.Sku)));
        }
    }

    [Fact]
    public async Task Should_say_what_it_cannot_show_and_show_the_rest()
    {
        var refused = await Adapter.SetStockAsync(
            [Level(0, 5), Level(1, 1) with { Sku = Harness.UnfitSku }],
            "batch-1",
            Ct
        );

        var (sku, reason) = Assert.Single(refused);
        Assert.Equal(Harness.UnfitSku, sku);
        AssertSentence(reason);
        Assert.Equal(5, await Harness.ShownAsync(Harness.Skus[0]));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Should_come_to_the_level_whichever_call_goes_wrong(Fault fault) =>
        StrikeEachCallAsync(fault, ComeToLevelAsync);

    [Fact]
    public Task Should_come_to_the_level_whatever_something_in_between_answers() =>
        AnswerEachCallAsync(ComeToLevelAsync);

    private async Task ComeToLevelAsync(Strike strikeAsync)
    {
        var reference = NextNumber();
        var (before, level) = (await Harness.ShownAsync(Harness.Skus[0]), Level(0, 100 + lastNumber));

        var problem = await strikeAsync(SetAsync);

        var after = await Harness.ShownAsync(Harness.Skus[0]);
        Assert.True(after == before || after == level.OnHand, $"It shows {after}.");
        AssertTrue(problem, after == level.OnHand ? 1 : 0);
        await UntilDoneAsync(_ => SetAsync(), problem);
        Assert.Equal(level.OnHand, await Harness.ShownAsync(Harness.Skus[0]));

        async Task SetAsync() => Assert.Empty(await Adapter.SetStockAsync([level], reference, Ct));
    }
}
