using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Tests.Storage;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Messaging;

/// <summary>Puts so much into a basket.</summary>
public sealed record Put(Guid Basket, int Count);

/// <summary>Throws the basket away.</summary>
public sealed record Empty(Guid Basket);

public sealed class Basket : SagaDocument
{
    public static CollectionDefinition<Basket> Collection { get; } = new("baskets");

    public string CurrentState { get; set; } = "";
    public int Count { get; set; }
}

/// <summary>What else happens while a message is decided on, the first time that it is.</summary>
public sealed class Meanwhile
{
    public Func<Basket, Task>? Once { get; set; }
    public int Tries;

    public Task HappenAsync(Basket basket)
    {
        Interlocked.Increment(ref Tries);
        var once = Once;
        Once = null;
        return once?.Invoke(basket) ?? Task.CompletedTask;
    }
}

public sealed class BasketMachine : MassTransitStateMachine<Basket>
{
    public BasketMachine(Meanwhile meanwhile)
    {
        InstanceState(basket => basket.CurrentState);
        Event(() => Put, e => e.CorrelateById(c => c.Message.Basket));
        Event(
            () => Emptied,
            e =>
            {
                e.CorrelateById(c => c.Message.Basket);
                e.OnMissingInstance(missing => missing.Discard());
            }
        );
        Initially(When(Put).ThenAsync(c => AddAsync(c, meanwhile)).TransitionTo(Filled));
        During(Filled, When(Put).ThenAsync(c => AddAsync(c, meanwhile)), When(Emptied).Finalize());
        SetCompletedWhenFinalized();
    }

    public State Filled { get; } = null!;
    public Event<Put> Put { get; } = null!;
    public Event<Empty> Emptied { get; } = null!;

    private static async Task AddAsync(BehaviorContext<Basket, Put> context, Meanwhile meanwhile)
    {
        await meanwhile.HappenAsync(context.Saga);
        context.Saga.Count += context.Message.Count;
    }
}

public sealed class When_a_saga_is_kept_in_the_store : IAsyncLifetime
{
    private readonly SqliteFile file = new();
    private readonly Meanwhile meanwhile = new();
    private readonly Guid id = Guid.NewGuid();
    private IDocuments<Basket> baskets = null!;
    private RunningBus bus = null!;
    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        baskets = file.Open().Open(Basket.Collection);
        bus = await RunningBus.StartAsync(
            new BusOptions { Transport = BusTransport.InMemory, Concurrency = 4 },
            bus => bus.AddSagaStateMachine<BasketMachine, Basket>().InStore(),
            services => services.AddSingleton(baskets).AddSingleton(meanwhile)
        );
    }

    [Fact]
    public async Task Should_insert_it_under_its_id_with_the_first_message()
    {
        await bus.Bus.Publish(new Put(id, 3));

        var basket = await SeeAsync(3);
        Assert.Equal(
            (id.ToString("D"), id, 1L, "Filled"),
            (basket.Id, basket.CorrelationId, basket.Version, basket.CurrentState)
        );
    }

    [Fact]
    public async Task Should_update_it_with_the_next()
    {
        await bus.Bus.Publish(new Put(id, 3));
        await SeeAsync(3);
        await bus.Bus.Publish(new Put(id, 4));

        Assert.Equal(2, (await SeeAsync(7)).Version);
    }

    [Fact]
    public async Task Should_delete_it_when_it_is_completed()
    {
        await bus.Bus.Publish(new Put(id, 3));
        await SeeAsync(3);
        await bus.Bus.Publish(new Empty(id));

        await Wait.UntilAsync(async () => await baskets.FindAsync(id.ToString("D"), None) is null, "the end");
    }

    [Fact]
    public async Task Should_decide_again_when_another_replica_was_quicker_to_update()
    {
        await bus.Bus.Publish(new Put(id, 1));
        await SeeAsync(1);
        meanwhile.Once = basket => baskets.UpdateAsync(basket.Id, AddHundred, None);
        await bus.Bus.Publish(new Put(id, 10));

        Assert.Equal(3, (await SeeAsync(111)).Version);
        Assert.Equal(3, meanwhile.Tries);
    }

    [Fact]
    public async Task Should_decide_again_when_another_replica_was_quicker_to_insert()
    {
        meanwhile.Once = async basket =>
            Assert.True(
                await baskets.InsertAsync(
                    new Basket
                    {
                        Id = basket.Id,
                        CurrentState = "Filled",
                        Count = 100,
                    },
                    None
                )
            );
        await bus.Bus.Publish(new Put(id, 10));

        Assert.Equal(2, (await SeeAsync(110)).Version);
    }

    [Fact]
    public async Task Should_lose_no_update_of_many_messages_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => bus.Bus.Publish(new Put(id, 1))));

        Assert.Equal(40, (await SeeAsync(40)).Version);
    }

    public async ValueTask DisposeAsync()
    {
        await bus.DisposeAsync();
        await file.DisposeAsync();
    }

    private static bool AddHundred(Basket basket)
    {
        basket.Count += 100;
        return true;
    }

    private async Task<Basket> SeeAsync(int count)
    {
        Basket? basket = null;
        await Wait.UntilAsync(
            async () => (basket = await baskets.FindAsync(id.ToString("D"), None))?.Count == count,
            Wait.Timeout,
            () => $"{count} in the basket; it has {basket?.Count}\n{string.Join('\n', bus.Logs)}"
        );
        return basket!;
    }
}
