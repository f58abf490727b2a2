using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>Several replicas on the same data.</summary>
public abstract class RacingContract : StoreContract
{
    [Fact]
    public async Task Should_lose_no_update_of_many_writers()
    {
        const int Writers = 8;
        const int Turns = 25;
        await KeepAsync(new Parcel { Id = "a", Grams = 0 });
        var replicas = (IDocuments<Parcel>[])[Parcels, OpenStore().Open(Parcel.Collection)];

        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        for (var turn = 0; turn < Turns; turn++)
                        {
                            await replicas[writer % 2].UpdateAsync("a", AddOne, None);
                        }
                    })
                )
        );

        var found = await FindAsync("a");
        Assert.Equal((Writers * Turns, 1 + (Writers * Turns)), (found.Grams, found.Version));
    }

    [Fact]
    public async Task Should_let_one_of_many_have_an_id()
    {
        var replica = OpenStore().Open(Parcel.Collection);
        var parcels = Enumerable.Range(0, 40).Select(i => new Parcel { Id = "a", Grams = i }).ToList();

        var won = await Task.WhenAll(
            parcels.Select((p, i) => Task.Run(() => (i % 2 == 0 ? Parcels : replica).InsertAsync(p, None)))
        );

        var winner = Assert.Single(parcels.Where((_, i) => won[i]));
        Assert.Equal(winner.Grams, (await FindAsync("a")).Grams);
    }

    [Fact]
    public async Task Should_let_one_of_many_replace_a_version()
    {
        await KeepAsync(new Parcel { Id = "a" });
        var parcels = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FindAsync("a")));

        var won = await Task.WhenAll(parcels.Select(p => Parcels.ReplaceAsync(p, None)));

        Assert.Single(won, w => w);
    }

    [Fact]
    public async Task Should_show_a_replica_at_once_what_another_one_stored()
    {
        var replica = OpenStore().Open(Parcel.Collection);

        await Task.WhenAll(
            Enumerable
                .Range(0, 300)
                .Select(async i =>
                {
                    await KeepAsync(new Parcel { Id = $"{i}" });
                    Assert.NotNull(await replica.FindAsync($"{i}", None));
                })
        );
    }

    [Fact]
    public async Task Should_decide_again_on_what_the_winner_left()
    {
        await KeepAsync(new Parcel { Id = "a", Grams = 1 });
        var seen = new List<int?>();

        var now = await Parcels.UpdateAsync(
            "a",
            parcel =>
            {
                seen.Add(parcel.Grams);
                if (seen.Count == 1)
                {
                    // Another replica is quicker.
                    Assert.True(ReplaceNow(parcel.Id, 10));
                }

                parcel.Grams++;
                return true;
            },
            None
        );

        Assert.Equal([1, 10], seen);
        Assert.Equal(11, now!.Grams);
    }

    private bool ReplaceNow(string id, int grams) =>
        Task.Run(async () =>
            {
                var parcel = await FindAsync(id);
                parcel.Grams = grams;
                return await Parcels.ReplaceAsync(parcel, None);
            })
            .GetAwaiter()
            .GetResult();

    private static bool AddOne(Parcel parcel)
    {
        parcel.Grams++;
        return true;
    }
}
