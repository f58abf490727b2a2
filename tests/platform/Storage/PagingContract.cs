using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>A list that is read page by page, while others write.</summary>
public abstract class PagingContract : StoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Query<Parcel> Packed = Parcel.ByDay.Where(ParcelState.Packed).Take(2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_read_each_once_though_many_have_the_same_moment(bool backwards)
    {
        await KeepAsync("other", Noon, ParcelState.Open);
        foreach (var (id, hours) in new[] { ("c", 0), ("a", 0), ("d", 1), ("b", 0), ("e", 1) })
        {
            await KeepAsync(id, Noon.AddHours(hours));
        }

        var read = await AllAsync(backwards ? Packed.Backwards() : Packed);

        Assert.Equal(backwards ? ["e", "d", "c", "b", "a"] : ["a", "b", "c", "d", "e"], read);
    }

    [Fact]
    public async Task Should_neither_repeat_nor_miss_one_when_others_come_and_go_between_two_pages()
    {
        foreach (var id in new[] { "b", "c", "d", "e" })
        {
            await KeepAsync(id, Noon);
        }

        var first = await Parcels.QueryAsync(Packed, None);
        await KeepAsync("a", Noon);
        await Parcels.DeleteAsync(await FindAsync("c"), None);
        var second = await Parcels.QueryAsync(Packed.Continue(Packed.CursorAfter(first[^1])), None);

        Assert.Equal(["b", "c", "d", "e"], first.Concat(second).Select(p => p.Id));
    }

    [Fact]
    public async Task Should_stay_within_the_bounds_of_the_query_and_count_what_is_left()
    {
        foreach (var hour in Enumerable.Range(0, 6))
        {
            await KeepAsync($"{hour}", Noon.AddHours(hour));
        }

        var query = Packed.AtMost(Noon.AddHours(4)).Take(10);
        var rest = query.Continue(query.CursorAfter(await FindAsync("1")));

        Assert.Equal(["2", "3", "4"], (await Parcels.QueryAsync(rest, None)).Select(p => p.Id));
        Assert.Equal(3, await Parcels.CountAsync(rest, None));
    }

    [Fact]
    public async Task Should_go_on_through_a_whole_collection()
    {
        await KeepAsync("b", Noon.AddHours(1), ParcelState.Packed);
        await KeepAsync("c", Noon, ParcelState.Gone);
        await KeepAsync("a", Noon, ParcelState.Open);

        Assert.Equal(["c", "a", "b"], await AllAsync(Parcel.ByDay.Where().Take(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense!")]
    [InlineData("W10")]
    [InlineData("WzEsMl0")]
    [InlineData("WyJ5ZXN0ZXJkYXkiLCJhIl0")]
    [InlineData("WyIyMDI2LTAzLTAxVDEyOjAwOjAwWiIsbnVsbF0")]
    public void Should_take_no_cursor_that_it_has_not_given(string cursor) =>
        Assert.Throws<FormatException>(() => Packed.Continue(cursor));

    [Fact]
    public async Task Should_give_no_cursor_where_the_order_is_not_complete()
    {
        await KeepAsync("a", Noon);
        var parcel = await FindAsync("a");

        Assert.Throws<InvalidOperationException>(() => Parcel.ByCarrier.Where().CursorAfter(parcel));
    }

    private async Task<List<string>> AllAsync(Query<Parcel> query)
    {
        var read = new List<string>();
        var page = query;
        while (await Parcels.QueryAsync(page, None) is { Count: > 0 } found)
        {
            read.AddRange(found.Select(p => p.Id));
            page = query.Continue(query.CursorAfter(found[^1]));
        }

        return read;
    }

    private Task<Parcel> KeepAsync(string id, DateTimeOffset leftAt, ParcelState state = ParcelState.Packed) =>
        KeepAsync(
            new Parcel
            {
                Id = id,
                LeftAt = leftAt,
                State = state,
            }
        );
}
