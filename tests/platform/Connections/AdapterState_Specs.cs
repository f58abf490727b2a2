using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Tests.Storage;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;
using Microsoft.AspNetCore.DataProtection;

namespace Crossdock.Platform.Tests.Connections;

public sealed class When_replicas_change_a_note_of_a_connection : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly FakeTime time = new();
    private SettingsProtector protector = new(new EphemeralDataProtectionProvider());
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Should_remember_it()
    {
        Assert.Null(await Replica().ReadAsync("token", None));
        Assert.Equal("one", await Replica().ChangeAsync("token", (_, _) => Task.FromResult("one"), None));
        Assert.Equal("one", await Replica().ReadAsync("token", None));
    }

    [Fact]
    public async Task Should_store_nothing_that_can_be_read()
    {
        await Replica().ChangeAsync("token", (_, _) => Task.FromResult("open sesame"), None);

        var note = await file.Open().Open(AdapterStateDocument.Collection).FindAsync("acme:token", None);

        Assert.DoesNotContain("sesame", note!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_start_again_where_the_keys_are_lost()
    {
        await Replica().ChangeAsync("token", (_, _) => Task.FromResult("one"), None);

        protector = new SettingsProtector(new EphemeralDataProtectionProvider());

        Assert.Null(await Replica().ReadAsync("token", None));
        Assert.Equal("two", await Replica().ChangeAsync("token", (_, _) => Task.FromResult("two"), None));
    }

    [Fact]
    public async Task Should_keep_keys_and_connections_apart()
    {
        await Replica().ChangeAsync("token", (_, _) => Task.FromResult("one"), None);
        Assert.Null(await Replica().ReadAsync("other", None));
        Assert.Null(await Replica("other").ReadAsync("token", None));
    }

    [Fact]
    public async Task Should_bring_nothing_back_once_the_connection_was_deleted()
    {
        var (begun, late) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        await Replica("acme@1").ChangeAsync("other", (_, _) => Task.FromResult("note"), None);
        await Replica("acme@2").ChangeAsync("token", (_, _) => Task.FromResult("two"), None);
        var change = Replica("acme@1")
            .ChangeAsync(
                "token",
                (_, _) =>
                {
                    begun.SetResult();
                    return late.Task;
                },
                None
            );
        await begun.Task;

        var store = file.Open();
        await new ConnectionCleanup<ICart>(
            new(
                store.Open(VersionList.For("connections")),
                store.Open(ConnectionDocument.Collection),
                store.Open(AdapterStateDocument.Collection),
                store.Open(PollDocument.Collection)
            )
        ).ForgetAsync("acme@1", None);
        late.SetResult("late");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => change);
        Assert.Null(await Replica("acme@1").ReadAsync("token", None));
        Assert.Null(await Replica("acme@1").ReadAsync("other", None));
        Assert.Equal("two", await Replica("acme@2").ReadAsync("token", None));
    }

    [Fact]
    public async Task Should_change_it_one_after_the_other_each_on_what_the_last_one_left()
    {
        var (at, most) = (0, 0);
        var changes = Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ =>
                    Replica()
                        .ChangeAsync(
                            "token",
                            async (value, _) =>
                            {
                                most = Math.Max(most, Interlocked.Increment(ref at));
                                await Task.Yield();
                                Interlocked.Decrement(ref at);
                                return value + "x";
                            },
                            None
                        )
                )
        );

        await time.AdvanceUntilAsync(() => changes.IsCompleted, TimeSpan.FromMilliseconds(200), "all changes");
        await changes;

        Assert.Equal(1, most);
        Assert.Equal("xxxxxxxxxx", await Replica().ReadAsync("token", None));
    }

    [Fact]
    public async Task Should_store_nothing_when_the_change_fails_and_let_the_next_one_in_at_once()
    {
        await Replica().ChangeAsync("token", (_, _) => Task.FromResult("one"), None);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Replica().ChangeAsync("token", (_, _) => throw new InvalidOperationException(), None)
        );

        Assert.Equal("one", await Replica().ReadAsync("token", None));
        await Replica().ChangeAsync("token", (_, _) => Task.FromResult("two"), None);
        Assert.Equal("two", await Replica().ReadAsync("token", None));
    }

    [Fact]
    public async Task Should_take_it_over_from_a_dead_one_and_refuse_that_one_s_late_change()
    {
        var (begun, late) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        var dead = Replica()
            .ChangeAsync(
                "token",
                (_, _) =>
                {
                    begun.SetResult();
                    return late.Task;
                },
                None
            );
        await begun.Task;
        var next = Replica().ChangeAsync("token", (_, _) => Task.FromResult("next"), None);
        time.Advance(TimeSpan.FromSeconds(100));
        Assert.False(next.IsCompleted);

        await time.AdvanceUntilAsync(() => next.IsCompleted, TimeSpan.FromSeconds(1), "the take-over");
        late.SetResult("late");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => dead);
        Assert.Equal("next", await Replica().ReadAsync("token", None));
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private AdapterState Replica(string connection = "acme") =>
        new(connection, file.Open().Open(AdapterStateDocument.Collection), protector, time);
}
