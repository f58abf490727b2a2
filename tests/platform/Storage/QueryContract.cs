using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>Queries by index.</summary>
public abstract class QueryContract : StoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Should_find_those_with_the_value_in_the_order_of_the_next_field()
    {
        await KeepAsync("a", "UPS", Noon.AddHours(2));
        await KeepAsync("b", "DHL", Noon);
        await KeepAsync("c", "UPS", Noon.AddHours(1));

        Assert.Equal(["c", "a"], await IdsAsync(Parcel.ByCarrier.Where("UPS")));
        Assert.Equal(["a", "c"], await IdsAsync(Parcel.ByCarrier.Where("UPS").Backwards()));
    }

    [Fact]
    public async Task Should_not_start_a_read_that_is_canceled()
    {
        var canceled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Parcels.FindAsync("a", canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Parcels.QueryAsync(Parcel.ByCarrier.Where("UPS"), canceled)
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Parcels.CountAsync(Parcel.ByCarrier.Where("UPS"), canceled)
        );
    }

    [Fact]
    public async Task Should_find_none_where_none_is()
    {
        await KeepAsync("a", "UPS", Noon);
        Assert.Empty(await IdsAsync(Parcel.ByCarrier.Where("ups")));
    }

    [Fact]
    public async Task Should_find_those_with_values_in_all_fields()
    {
        await KeepAsync("a", "UPS", Noon);
        await KeepAsync("b", "UPS", Noon.AddTicks(1));

        Assert.Equal(["a"], await IdsAsync(Parcel.ByCarrier.Where("UPS", Noon)));
    }

    [Fact]
    public async Task Should_count_those_that_match_no_further_than_the_limit()
    {
        for (var hour = 0; hour < 5; hour++)
        {
            await KeepAsync($"{hour}", "UPS", Noon.AddHours(hour));
        }

        await KeepAsync("none", "UPS", null);
        await KeepAsync("other", "DHL", Noon);

        var ups = Parcel.ByCarrier.Where("UPS");
        Assert.Equal(6, await CountAsync(ups));
        Assert.Equal(2, await CountAsync(ups.AtMost(Noon.AddHours(1))));
        Assert.Equal(4, await CountAsync(ups.Take(4)));
        Assert.Equal(0, await CountAsync(ups.Take(0)));
        Assert.Equal(0, await CountAsync(Parcel.ByCarrier.Where("FedEx")));
    }

    [Fact]
    public async Task Should_count_both_ends_of_a_range_in()
    {
        for (var hour = 0; hour < 5; hour++)
        {
            await KeepAsync($"{hour}", "UPS", Noon.AddHours(hour));
        }

        var ups = Parcel.ByCarrier.Where("UPS");
        Assert.Equal(["3", "4"], await IdsAsync(ups.AtLeast(Noon.AddHours(3))));
        Assert.Equal(["0", "1"], await IdsAsync(ups.AtMost(Noon.AddHours(1))));
        Assert.Equal(
            ["3", "2", "1"],
            await IdsAsync(ups.AtLeast(Noon.AddHours(1)).AtMost(Noon.AddHours(3)).Backwards())
        );
    }

    [Fact]
    public async Task Should_never_match_a_missing_value_with_a_range_or_a_value()
    {
        await KeepAsync("none", "UPS", null);
        await KeepAsync("nobody", null, Noon);
        await KeepAsync("a", "UPS", Noon);

        var ups = Parcel.ByCarrier.Where("UPS");
        Assert.Equal(["a"], await IdsAsync(ups.AtMost(DateTimeOffset.MaxValue)));
        Assert.Equal(["a"], await IdsAsync(ups.AtLeast(DateTimeOffset.MinValue)));
        Assert.Equal(["none", "a"], await IdsAsync(Parcel.ByCarrier.Where().AtLeast("A")));
    }

    [Fact]
    public async Task Should_order_moments_by_time_and_not_by_how_they_are_written()
    {
        await KeepAsync("late", "UPS", new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.FromHours(-5)));
        await KeepAsync("early", "UPS", new DateTimeOffset(2026, 3, 1, 21, 0, 0, TimeSpan.FromHours(9)));
        await KeepAsync("middle", "UPS", Noon.AddTicks(1));

        Assert.Equal(["early", "middle", "late"], await IdsAsync(Parcel.ByCarrier.Where("UPS")));
        Assert.Equal(
            ["early"],
            await IdsAsync(Parcel.ByCarrier.Where("UPS").AtMost(Noon.ToOffset(TimeSpan.FromHours(3))))
        );
    }

    [Fact]
    public async Task Should_order_numbers_as_numbers()
    {
        foreach (var grams in (int[])[10, 9, -1, 100])
        {
            await KeepAsync(new Parcel { Id = $"{grams}", Grams = grams });
        }

        var open = Parcel.ByState.Where(ParcelState.Open);
        Assert.Equal(["-1", "9", "10", "100"], await IdsAsync(open));
        Assert.Equal(["9", "10"], await IdsAsync(open.AtLeast(9).AtMost(99)));
    }

    [Fact]
    public async Task Should_find_by_enumeration_and_by_guid()
    {
        var order = Guid.NewGuid();
        await KeepAsync(new Parcel { Id = "a", State = ParcelState.Gone });
        await KeepAsync(new Parcel { Id = "b", Order = order });

        Assert.Equal(["a"], await IdsAsync(Parcel.ByState.Where(ParcelState.Gone)));
        Assert.Equal(["b"], await IdsAsync(Parcel.ByOrder.Where(order)));
    }

    [Fact]
    public async Task Should_find_any_text_and_only_that()
    {
        string[] carriers = ["快递", "شحن", "O'Brien", "a\"b", "a%", "a_", "ab", "📦"];
        foreach (var carrier in carriers)
        {
            await KeepAsync(carrier, carrier, Noon);
        }

        foreach (var carrier in carriers)
        {
            Assert.Equal([carrier], await IdsAsync(Parcel.ByCarrier.Where(carrier)));
        }
    }

    [Fact]
    public async Task Should_stop_at_the_limit_which_is_100_where_none_is_given()
    {
        await Task.WhenAll(Enumerable.Range(0, 101).Select(i => KeepAsync($"{i:000}", "UPS", Noon.AddMinutes(i))));

        var ups = Parcel.ByCarrier.Where("UPS");
        Assert.Equal(["000", "001"], await IdsAsync(ups.Take(2)));
        Assert.Equal(["100"], await IdsAsync(ups.Take(1).Backwards()));
        Assert.Equal(100, (await IdsAsync(ups)).Count);
        Assert.Equal(101, (await IdsAsync(ups.Take(500))).Count);
    }

    [Fact]
    public async Task Should_give_documents_that_can_be_replaced()
    {
        await KeepAsync("a", "UPS", Noon);
        await Parcels.ReplaceAsync(await FindAsync("a"), None);

        var found = Assert.Single(await Parcels.QueryAsync(Parcel.ByCarrier.Where("UPS"), None));

        Assert.Equal(2, found.Version);
        Assert.True(await Parcels.ReplaceAsync(found, None));
    }

    [Fact]
    public async Task Should_follow_a_document_whose_values_change()
    {
        var parcel = await KeepAsync(new Parcel { Id = "a", Carrier = "UPS" });
        parcel.Carrier = "DHL";
        await Parcels.ReplaceAsync(parcel, None);

        Assert.Empty(await IdsAsync(Parcel.ByCarrier.Where("UPS")));
        Assert.Equal(["a"], await IdsAsync(Parcel.ByCarrier.Where("DHL")));
        await Parcels.DeleteAsync(parcel, None);
        Assert.Empty(await IdsAsync(Parcel.ByCarrier.Where("DHL")));
    }

    [Fact]
    public async Task Should_refuse_an_index_that_the_collection_does_not_declare()
    {
        var undeclared = new Index<Parcel>(p => p.Price);
        await Assert.ThrowsAsync<ArgumentException>(() => IdsAsync(undeclared.Where()));
    }

    [Fact]
    public void Should_refuse_more_values_than_fields() =>
        Assert.Throws<ArgumentException>(() => Parcel.ByOrder.Where(Guid.NewGuid(), 1));

    [Fact]
    public async Task Should_refuse_a_value_that_no_index_can_hold() =>
        await Assert.ThrowsAsync<ArgumentException>(() => IdsAsync(Parcel.ByOrder.Where(1.5m)));

    private Task<Parcel> KeepAsync(string id, string? carrier, DateTimeOffset? leftAt) =>
        KeepAsync(
            new Parcel
            {
                Id = id,
                Carrier = carrier,
                LeftAt = leftAt,
            }
        );

    private async Task<IReadOnlyList<string>> IdsAsync(Query<Parcel> query) =>
        [.. (await Parcels.QueryAsync(query, None)).Select(p => p.Id)];

    private Task<int> CountAsync(Query<Parcel> query) => Parcels.CountAsync(query, None);
}
