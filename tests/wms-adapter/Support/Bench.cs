using System.Collections.Concurrent;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Sqlite;
using Crossdock.Platform.Work;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Inventory;
using Crossdock.WmsAdapter.Shipments;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.WmsAdapter.Tests.Support;

/// <summary>
/// The adapter's consumers, worker and pollers on a SQLite file and MassTransit's harness, before a scripted warehouse. The loops do not
/// run: a spec takes each step itself, and so decides where the process dies.
/// </summary>
public abstract class Bench : IAsyncLifetime, IPublishObserver
{
    internal const string Connection = "acme-warehouse";
    private readonly string folder = Directory.CreateTempSubdirectory("crossdock-wms-").FullName;
    private readonly ConcurrentQueue<object> said = [];
    private ServiceProvider services = null!;

    internal Clock Clock { get; } = new();
    internal ScriptedWarehouse Warehouse { get; } = new();

    /// <summary>All that was said on the bus, oldest first.</summary>
    internal IEnumerable<object> Said => said.Where(m => m is not (DeliverOrder or CancelDelivery));

    internal IDocuments<DeliveryDocument> Deliveries => Get<IDocuments<DeliveryDocument>>();

    internal ITestHarness Harness => services.GetTestHarness();

    public async ValueTask InitializeAsync()
    {
        services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new DeliveryOptions())
            .AddSingleton(new SqliteStore(Path.Combine(folder, "wms.db")))
            .AddSingleton(p =>
                p.GetRequiredService<SqliteStore>().Open(DeliveryDocument.Collection)
            )
            .AddSingleton<WorkSignal<DeliveryDocument>>()
            .AddSingleton(_ => Warehouses())
            .AddSingleton<DeliveryAnnouncer>()
            .AddSingleton<OrderDelivery>()
            .AddSingleton<ShipmentDownload>()
            .AddSingleton<InventoryDownload>()
            .AddSingleton<FullInventoryDownload>()
            .AddMassTransitTestHarness(bus =>
            {
                bus.AddConsumer<DeliverOrderConsumer>();
                bus.AddConsumer<CancelDeliveryConsumer>();
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

    /// <summary>
    /// One step of the worker, as the work loop takes it: what is due is leased, and saved whatever came of it.
    /// </summary>
    /// <returns>What went wrong outside; null where nothing did.</returns>
    internal async Task<ConnectionProblemException?> StepAsync(Guid deliveryId)
    {
        var delivery = await FindAsync(deliveryId);
        ConnectionProblemException? problem = null;
        try
        {
            await Get<OrderDelivery>().StepAsync([delivery], CancellationToken.None);
        }
        catch (ConnectionProblemException e)
        {
            problem = e;
        }

        Assert.True(await Deliveries.ReplaceAsync(delivery, CancellationToken.None));
        return problem;
    }

    internal async Task<DeliveryDocument> FindAsync(Guid deliveryId) =>
        await Deliveries.FindAsync(deliveryId.ToString("D"), CancellationToken.None)
        ?? throw new InvalidOperationException("There is no such delivery.");

    /// <summary>Puts a delivery into the store as the spec needs it.</summary>
    internal async Task<DeliveryDocument> KnownAsync(
        DeliverOrder command,
        Action<DeliveryDocument>? change = null
    )
    {
        var delivery = DeliveryDocument.For(command);
        delivery.DueNow(Clock.Now);
        change?.Invoke(delivery);
        Assert.True(await Deliveries.InsertAsync(delivery, CancellationToken.None));
        return delivery;
    }

    internal Task<DeliveryDocument> AtWarehouseAsync(
        DeliverOrder command,
        string number,
        Action<DeliveryDocument>? change = null
    ) =>
        KnownAsync(
            command,
            delivery =>
            {
                delivery.State = DeliveryState.AtWarehouse;
                delivery.SentAt = delivery.DeliveredAt = Clock.Now;
                delivery.WarehouseNumber = number;
                delivery.Done();
                change?.Invoke(delivery);
            }
        );

    internal static DeliverOrder Command(int order = 1, int revision = 1, string city = "Newark")
    {
        var orderId = DerivedId.OfOrder("acme-cart", $"{order}");
        return new()
        {
            DeliveryId = DerivedId.OfDelivery(orderId, 1),
            OrderId = orderId,
            Revision = revision,
            Merchant = "acme",
            Connection = Connection,
            OrderNumber = $"#{order}",
            Reference = $"REF-{order}",
            OrderedAt = DateTimeOffset.UnixEpoch,
            ShipTo = new Address { City = city },
            Carrier = "UPS",
            Service = "UPS GROUND",
            Items = [new() { ItemCode = "0001", Quantity = 2 }],
        };
    }

    internal static Parcel Parcel(string id, string tracking, decimal quantity = 1) =>
        new()
        {
            ParcelId = id,
            TrackingNumber = tracking,
            Carrier = "UPS",
            ShippedAt = DateTimeOffset.UnixEpoch,
            Items = [new() { ItemCode = "0001", Quantity = quantity }],
        };

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

    private ConnectionSet<IWarehouse> Warehouses() =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        [$"Warehouses:{Connection}:Kind"] = "Scripted",
                        [$"Warehouses:{Connection}:Merchant"] = "acme",
                        [$"Warehouses:{Connection}:ShipmentsEvery"] = "00:07:00",
                    }
                )
                .Build()
                .GetSection("Warehouses"),
            new ConnectionMaker<IWarehouse>(
                [Warehouse],
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
