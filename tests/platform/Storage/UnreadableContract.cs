using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>A document that cannot be read, as a later version leaves behind, costs only itself.</summary>
public abstract class UnreadableContract : StoreContract
{
    /// <summary>A parcel as a later version writes it, with a state that this one does not know.</summary>
    public sealed class LaterParcel : Document
    {
        public static CollectionDefinition<LaterParcel> Collection { get; } = new("parcels");

        public string? Carrier { get; set; }
        public DateTimeOffset? LeftAt { get; set; }
        public string State { get; set; } = "Beamed";
    }

    protected UnreadableDocuments Unreadable { get; } = new();

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private async Task LaterAsync(params string[] ids)
    {
        var later = OpenStore().Open(LaterParcel.Collection);
        foreach (var id in ids)
        {
            var parcel = new LaterParcel
            {
                Id = id,
                Carrier = "UPS",
                LeftAt = Start,
            };
            Assert.True(await later.InsertAsync(parcel, None));
        }
    }

    [Fact]
    public async Task Should_be_left_out_of_a_query()
    {
        await LaterAsync("later");
        await KeepAsync(
            new Parcel
            {
                Id = "known",
                Carrier = "UPS",
                LeftAt = Start.AddDays(1),
            }
        );

        var found = await Parcels.QueryAsync(Parcel.ByCarrier.Where("UPS"), None);

        Assert.Equal("known", Assert.Single(found).Id);
    }

    [Fact]
    public async Task Should_not_fill_the_limit_of_a_query_for_good()
    {
        await LaterAsync("a", "b", "c", "d", "e");
        await KeepAsync(
            new Parcel
            {
                Id = "known",
                Carrier = "UPS",
                LeftAt = Start.AddDays(1),
            }
        );
        await KeepAsync(
            new Parcel
            {
                Id = "next",
                Carrier = "UPS",
                LeftAt = Start.AddDays(2),
            }
        );
        var query = Parcel.ByCarrier.Where("UPS").Take(1);

        IReadOnlyList<Parcel> found = [];
        for (var tries = 0; tries < 6 && found.Count == 0; tries++)
        {
            found = await Parcels.QueryAsync(query, None);
        }

        Assert.Equal("known", Assert.Single(found).Id);
    }

    [Fact]
    public async Task Should_be_known_until_it_can_be_read_again()
    {
        await LaterAsync("later");
        var query = Parcel.ByCarrier.Where("UPS");
        await Parcels.QueryAsync(query, None);
        Assert.Contains(Unreadable.All, one => one is { Collection: "parcels", Count: 1, DocumentId: "later" });

        var later = OpenStore().Open(LaterParcel.Collection);
        var known = (await later.FindAsync("later", None))!;
        known.State = nameof(ParcelState.Packed);
        Assert.True(await later.ReplaceAsync(known, None));
        await Parcels.QueryAsync(query, None);

        Assert.Empty(Unreadable.All);
    }

    [Fact]
    public async Task Should_be_an_error_where_it_is_asked_for_by_its_id()
    {
        await LaterAsync("later");

        var error = await Assert.ThrowsAsync<UnreadableDocumentException>(() => Parcels.FindAsync("later", None));

        Assert.StartsWith("Document later of parcels cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A parcel with nothing where there must be a value.</summary>
    public sealed class PoisonedParcel : Document
    {
        public static CollectionDefinition<PoisonedParcel> Collection { get; } = new("parcels");

        public string? Carrier { get; set; } = "UPS";
        public DateTimeOffset? LeftAt { get; set; } = Start;
        public IReadOnlyList<PoisonedLine?> Lines { get; set; } = [];
    }

    /// <summary>Its line.</summary>
    public sealed record PoisonedLine(string? Sku, decimal Quantity);

    [Fact]
    public async Task Should_be_one_with_a_null_where_there_must_be_a_value()
    {
        var poisoned = OpenStore().Open(PoisonedParcel.Collection);
        await poisoned.InsertAsync(new PoisonedParcel { Id = "item", Lines = [null] }, None);
        await poisoned.InsertAsync(new PoisonedParcel { Id = "missing", Lines = [new(null, 1)] }, None);
        await KeepAsync(
            new Parcel
            {
                Id = "known",
                Carrier = "UPS",
                LeftAt = Start.AddDays(1),
            }
        );

        var found = await Parcels.QueryAsync(Parcel.ByCarrier.Where("UPS"), None);

        Assert.Equal("known", Assert.Single(found).Id);
        Assert.Equal(2, Assert.Single(Unreadable.All).Count);
    }
}
