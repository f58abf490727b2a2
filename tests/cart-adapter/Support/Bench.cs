using System.Collections.Concurrent;
using Crossdock.CartAdapter.Orders;
using Crossdock.CartAdapter.Shipments;
using Crossdock.CartAdapter.Stock;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Sqlite;
using Crossdock.Platform.Work;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.CartAdapter.Tests.Support;

/// <summary>
/// The adapter's consumers, workers and poller on a SQLite file and MassTransit's harness, before a scripted cart. The loops do not run:
/// a spec takes each step itself, and so decides where the process dies.
/// </summary>
public abstract class Bench : IAsyncLifetime, IPublishObserver
{
    internal const string Connection = "acme-cart";
    private readonly string folder = Directory.CreateTempSubdirectory("crossdock-cart-").FullName;
    private readonly ConcurrentQueue<object> said = [];
    private ServiceProvider services = null!;

    internal Clock Clock { get; } = new();
    internal ScriptedCart Cart { get; } = new();
    internal EventLog Log { get; } = new();

    /// <summary>All that the adapter said on the bus, oldest first.</summary>
    internal IEnumerable<object> Said =>
        said.Where(m => m is not (ConfirmShipment or SetStock or OrderSettled));

    internal ITestHarness Harness => services.GetTestHarness();

    public async ValueTask InitializeAsync()
    {
        services = new ServiceCollection()
            .AddLogging(logs => logs.AddProvider(Log))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new WorkOptions())
            .AddSingleton(new SqliteStore(Path.Combine(folder, "cart.db")))
            .AddSingleton(p => Open(p, CartOrderDocument.Collection))
            .AddSingleton(p => Open(p, ShipmentDocument.Collection))
            .AddSingleton(p => Open(p, StockLevelDocument.Collection))
            .AddSingleton(typeof(WorkSignal<>))
            .AddSingleton(_ => Carts())
            .AddSingleton<OrderBook>()
            .AddSingleton<OrderAnnouncer>()
            .AddSingleton<ShipmentUpload>()
            .AddSingleton<InventoryUpload>()
            .AddTransient<OrderDownload>()
            .AddMassTransitTestHarness(bus =>
            {
                bus.AddConsumer<OrderSettledConsumer>();
                bus.AddConsumer<ConfirmShipmentConsumer>();
                bus.AddConsumer<SetStockConsumer>();
            })
            .BuildServiceProvider();
        await Harness.Start();
        Harness.Bus.ConnectPublishObserver(this);
    }

    internal T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Tells a consumer, and waits until it is through.</summary>
    internal async Task TellAsync<TConsumer>(object message)
        where TConsumer : class, IConsumer
    {
        var id = NewId.NextGuid();
        await Harness.Bus.Publish(message, message.GetType(), c => c.MessageId = id);
        var consumed = Harness.GetConsumerHarness<TConsumer>().Consumed;
        Assert.True(await consumed.Any(m => m.Context.MessageId == id && m.Exception is null));
    }

    /// <summary>One step of a worker, as the work loop takes it: it is saved whatever came of it.</summary>
    /// <returns>What went wrong outside; null where nothing did.</returns>
    internal async Task<ConnectionProblemException?> StepAsync<TWorker, TDocument>(
        params string[] ids
    )
        where TWorker : Worker<TDocument>
        where TDocument : WorkDocument
    {
        var batch = new List<TDocument>();
        foreach (var id in ids)
        {
            batch.Add(await FindAsync<TDocument>(id));
        }

        ConnectionProblemException? problem = null;
        try
        {
            await Get<TWorker>().StepAsync(batch, CancellationToken.None);
        }
        catch (ConnectionProblemException e)
        {
            problem = e;
        }

        foreach (var document in batch)
        {
            Assert.True(
                await Get<IDocuments<TDocument>>().ReplaceAsync(document, CancellationToken.None)
            );
        }

        return problem;
    }

    internal async Task<TDocument> FindAsync<TDocument>(string id)
        where TDocument : WorkDocument =>
        await Get<IDocuments<TDocument>>().FindAsync(id, CancellationToken.None)
        ?? throw new InvalidOperationException("There is no such document.");

    internal static ConnectionProblemException Problem(ConnectionProblem problem) =>
        new(problem, $"It is {problem}.");

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        said.Enqueue(context.Message);
        return Task.CompletedTask;
    }

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    private static IDocuments<T> Open<T>(IServiceProvider p, CollectionDefinition<T> definition)
        where T : Document => p.GetRequiredService<SqliteStore>().Open(definition);

    private ConnectionSet<ICart> Carts() =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        [$"Carts:{Connection}:Kind"] = "Scripted",
                        [$"Carts:{Connection}:Merchant"] = "acme",
                        [$"Carts:{Connection}:EarliestOrderDate"] = "2026-04-01",
                    }
                )
                .Build()
                .GetSection("Carts"),
            new ConnectionMaker<ICart>(
                [Cart],
                [],
                settings => new ConnectionContext(
                    settings,
                    null!,
                    () => throw new InvalidOperationException("Nothing goes outside."),
                    Clock,
                    NullLogger.Instance
                ),
                new WorkOptions(),
                NullLoggerFactory.Instance
            )
        );
}
