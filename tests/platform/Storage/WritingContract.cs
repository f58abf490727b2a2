using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>Insert, replace, delete, find.</summary>
public abstract class WritingContract : StoreContract
{
    [Fact]
    public async Task Should_find_what_was_inserted_with_version_1()
    {
        var parcel = await KeepAsync(new Parcel { Id = "a", Carrier = "UPS" });

        var found = await FindAsync("a");

        Assert.Equal(("a", 1L, "UPS"), (found.Id, found.Version, found.Carrier));
        Assert.Equal(1, parcel.Version);
    }

    [Fact]
    public async Task Should_find_nothing_under_an_unknown_id() => Assert.Null(await Parcels.FindAsync("nobody", None));

    [Fact]
    public async Task Should_say_that_an_id_is_taken_and_change_nothing()
    {
        await KeepAsync(new Parcel { Id = "a", Carrier = "UPS" });
        var second = new Parcel { Id = "a", Carrier = "DHL" };

        Assert.False(await Parcels.InsertAsync(second, None));

        Assert.Equal(0, second.Version);
        Assert.Equal("UPS", (await FindAsync("a")).Carrier);
    }

    [Fact]
    public async Task Should_replace_and_count_the_version_up()
    {
        var parcel = await KeepAsync(new Parcel { Id = "a", Carrier = "UPS" });
        parcel.Carrier = null;
        Assert.True(await Parcels.ReplaceAsync(parcel, None));
        parcel.Carrier = "DHL";
        Assert.True(await Parcels.ReplaceAsync(parcel, None));

        var found = await FindAsync("a");

        Assert.Equal((3L, 3L, "DHL"), (parcel.Version, found.Version, found.Carrier));
    }

    [Fact]
    public async Task Should_refuse_to_replace_what_has_moved_on()
    {
        await KeepAsync(new Parcel { Id = "a", Carrier = "UPS" });
        var (winner, loser) = (await FindAsync("a"), await FindAsync("a"));
        (winner.Carrier, loser.Carrier) = ("winner", "loser");

        Assert.True(await Parcels.ReplaceAsync(winner, None));
        Assert.False(await Parcels.ReplaceAsync(loser, None));

        Assert.Equal(1, loser.Version);
        Assert.Equal("winner", (await FindAsync("a")).Carrier);
    }

    [Fact]
    public async Task Should_refuse_to_replace_what_was_never_there()
    {
        Assert.False(await Parcels.ReplaceAsync(new Parcel { Id = "a", Version = 1 }, None));
        Assert.Null(await Parcels.FindAsync("a", None));
    }

    [Fact]
    public async Task Should_delete()
    {
        var parcel = await KeepAsync(new Parcel { Id = "a" });
        await KeepAsync(new Parcel { Id = "b" });

        Assert.True(await Parcels.DeleteAsync(parcel, None));

        Assert.Null(await Parcels.FindAsync("a", None));
        Assert.NotNull(await Parcels.FindAsync("b", None));
        Assert.False(await Parcels.DeleteAsync(parcel, None));
        Assert.False(await Parcels.ReplaceAsync(parcel, None));
    }

    [Fact]
    public async Task Should_refuse_to_delete_what_has_moved_on()
    {
        var parcel = await KeepAsync(new Parcel { Id = "a" });
        await Parcels.ReplaceAsync(await FindAsync("a"), None);

        Assert.False(await Parcels.DeleteAsync(parcel, None));

        Assert.NotNull(await Parcels.FindAsync("a", None));
    }

    [Fact]
    public async Task Should_start_again_after_a_deletion()
    {
        await Parcels.DeleteAsync(await KeepAsync(new Parcel { Id = "a" }), None);

        var again = await KeepAsync(new Parcel { Id = "a" });

        Assert.Equal(1, again.Version);
    }

    [Fact]
    public async Task Should_give_back_every_value_as_it_was()
    {
        var order = Guid.NewGuid();
        await KeepAsync(
            new Parcel
            {
                Id = "a",
                Carrier = "Élodie O'Brien \"快递\" شحن 📦 \u0000\n\t\\",
                LeftAt = new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.FromHours(-5)).AddTicks(1),
                State = ParcelState.Gone,
                Grams = int.MaxValue,
                Order = order,
                Price = 79228162514264337593.543950335m,
                Promised = new DateOnly(2026, 2, 28),
                Took = TimeSpan.FromTicks(1),
                Insured = true,
                Lines = [new ParcelLine("A", 0.1m), new ParcelLine("A", 3.000m)],
                Notes = new() { ["#"] = "", [""] = "empty" },
            }
        );

        var found = await FindAsync("a");

        Assert.Equal("Élodie O'Brien \"快递\" شحن 📦 \u0000\n\t\\", found.Carrier);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 4, 30, 0, TimeSpan.Zero).AddTicks(1), found.LeftAt);
        Assert.Equal(TimeSpan.Zero, found.LeftAt!.Value.Offset);
        Assert.Equal((ParcelState.Gone, int.MaxValue, order), (found.State, found.Grams, found.Order));
        Assert.Equal(79228162514264337593.543950335m, found.Price);
        Assert.Equal(new DateOnly(2026, 2, 28), found.Promised);
        Assert.Equal((TimeSpan.FromTicks(1), true), (found.Took, found.Insured));
        Assert.Equal([new ParcelLine("A", 0.1m), new ParcelLine("A", 3.000m)], found.Lines);
        Assert.Equal(new() { ["#"] = "", [""] = "empty" }, found.Notes);
    }

    [Fact]
    public async Task Should_give_back_nothing_where_nothing_was()
    {
        await KeepAsync(new Parcel { Id = "a" });

        var found = await FindAsync("a");

        Assert.Equal((null, null, null, null), (found.Carrier, found.LeftAt, found.Grams, found.Order));
        Assert.Empty(found.Lines);
    }

    [Theory]
    [InlineData("#1042")]
    [InlineData("it's \"so\"; DROP TABLE parcels --")]
    [InlineData("a very long order number of 40 chars ....")]
    [InlineData("注文/١٠٤٢?%20&=$id")]
    public async Task Should_take_any_text_as_an_id(string id)
    {
        await KeepAsync(new Parcel { Id = id });
        Assert.Equal(id, (await FindAsync(id)).Id);
    }

    [Fact]
    public async Task Should_tell_ids_apart_that_differ_in_case_or_spaces()
    {
        foreach (var id in (string[])["a", "A", "a ", " a", "á"])
        {
            await KeepAsync(new Parcel { Id = id });
        }

        Assert.Equal("A", (await FindAsync("A")).Id);
    }

    [Fact]
    public async Task Should_keep_a_document_of_a_megabyte()
    {
        await KeepAsync(new Parcel { Id = "a", Carrier = new string('x', 1024 * 1024) });
        Assert.Equal(1024 * 1024, (await FindAsync("a")).Carrier!.Length);
    }

    [Fact]
    public async Task Should_keep_collections_apart()
    {
        var others = OpenStore().Open(new CollectionDefinition<Parcel>("others"));
        await KeepAsync(new Parcel { Id = "a" });

        Assert.Null(await others.FindAsync("a", None));
        Assert.True(await others.InsertAsync(new Parcel { Id = "a" }, None));
    }

    /// <summary>A parcel as a later version writes it.</summary>
    public sealed class HeavierParcel : Document
    {
        public static CollectionDefinition<HeavierParcel> Collection { get; } = new("parcels");

        public string? Carrier { get; set; }
        public List<int> Weights { get; set; } = [];
        public DateTimeOffset? WeighedAt { get; set; }
    }

    [Fact]
    public async Task Should_keep_what_a_later_version_added_to_a_document()
    {
        var later = OpenStore().Open(HeavierParcel.Collection);
        var moment = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        await later.InsertAsync(
            new HeavierParcel
            {
                Id = "a",
                Carrier = "UPS",
                Weights = [1, 2],
                WeighedAt = moment,
            },
            None
        );

        var parcel = await FindAsync("a");
        parcel.Carrier = "DHL";
        Assert.True(await Parcels.ReplaceAsync(parcel, None));

        var found = (await later.FindAsync("a", None))!;
        Assert.Equal(("DHL", 2L, moment), (found.Carrier, found.Version, found.WeighedAt));
        Assert.Equal([1, 2], found.Weights);
    }
}
