using System.Collections.Concurrent;
using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Sqlite;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;
using MassTransit;
using MassTransit.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.AdapterSupport;

/// <summary>
/// An adapter's consumers, workers and pollers on a SQLite file and MassTransit's harness, before an external system that the spec scripts.
/// The loops do not run: a spec takes each step itself, and so decides where the process dies.
/// </summary>
public abstract class AdapterFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly PublishRecorder recorder = new();
    private ServiceProvider services = null!;

    protected StandingClock Clock { get; } = new();
    protected RecordingLogger Log { get; } = new();

    /// <summary>All that was sent over the bus, by the adapter and to it, oldest first.</summary>
    protected IEnumerable<object> PublishedMessages => recorder.PublishedMessages;

    protected ITestHarness Harness => services.GetTestHarness();

    public async ValueTask InitializeAsync()
    {
        var all = new ServiceCollection()
            .AddLogging(logs => logs.AddProvider(Log))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new WorkOptions())
            .AddSingleton(new SqliteStore(folder.Of("adapter.db")))
            .AddSingleton(typeof(WorkSignal<>))
            .AddSingleton(p => Open(p, StoreMark.Collection))
            .AddSingleton(typeof(StoreMarkReader<>))
            .AddMassTransitTestHarness(bus =>
            {
                // The default of 1.2 s is too short for a loaded machine.
                bus.SetTestTimeouts(testInactivityTimeout: TimeSpan.FromSeconds(30));
                Consume(bus);
            });
        AddServices(all);
        services = all.BuildServiceProvider();
        await Harness.Start();
        Harness.Bus.ConnectPublishObserver(recorder);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract void Consume(IBusRegistrationConfigurator bus);

    /// <summary>Adds the adapter's own parts.</summary>
    protected abstract void AddServices(IServiceCollection services);

    protected T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Tells a consumer, and waits until it is through.</summary>
    protected async Task ReceiveAsync<TConsumer>(object message)
        where TConsumer : class, IConsumer
    {
        ArgumentNullException.ThrowIfNull(message);
        var id = NewId.NextGuid();
        await Harness.Bus.Publish(message, message.GetType(), c => c.MessageId = id);
        var consumed = Harness.GetConsumerHarness<TConsumer>().Consumed;
        Assert.True(await consumed.Any(m => m.Context.MessageId == id && m.Exception is null));
    }

    /// <summary>One step of a worker, as the work loop takes it: what is due is saved, whatever came of it.</summary>
    /// <returns>What went wrong outside; null where nothing did.</returns>
    protected async Task<ConnectionProblemException?> StepAsync<TWorker, TDocument>(params string[] ids)
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
            Assert.True(await Get<IDocuments<TDocument>>().ReplaceAsync(document, CancellationToken.None));
        }

        return problem;
    }

    protected async Task<TDocument> FindAsync<TDocument>(string id)
        where TDocument : WorkDocument =>
        await Get<IDocuments<TDocument>>().FindAsync(id, CancellationToken.None)
        ?? throw new InvalidOperationException("There is no such document.");

    protected static ConnectionProblemException Problem(ConnectionProblem problem) => new(problem, $"It is {problem}.");

    protected static IDocuments<T> Open<T>(IServiceProvider provider, CollectionDefinition<T> definition)
        where T : Document => provider.GetRequiredService<SqliteStore>().Open(definition);

    /// <summary>One connection, to the scripted system.</summary>
    /// <param name="adapter">Connects it.</param>
    /// <param name="path">Where its settings stand, for example <c>Carts:acme-cart</c>.</param>
    /// <param name="settings">Those beside kind and merchant.</param>
    protected ConnectionSet<TSystem> Connect<TSystem>(
        Adapter<TSystem> adapter,
        string path,
        params (string Key, string Value)[] settings
    )
        where TSystem : IExternalSystem
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentNullException.ThrowIfNull(path);
        (string Key, string Value)[] all = [("Kind", adapter.Kind), ("Merchant", "acme"), .. settings];
        var store = Get<SqliteStore>();
        return new(
            new(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(all.Select(s => KeyValuePair.Create($"{path}:{s.Key}", (string?)s.Value)))
                    .Build()
                    .GetSection(path.Split(':')[0])
            ),
            new ConnectionFactory<TSystem>(
                new AdapterCatalog([adapter]),
                [],
                connection => new AdapterContext(connection.Name, null!, null!, Clock, NullLogger.Instance),
                new WorkOptions(),
                NullLoggerFactory.Instance
            ),
            new(
                store.Open(VersionList.For("connections")),
                store.Open(ConnectionDocument.Collection),
                store.Open(AdapterStateDocument.Collection),
                store.Open(PollDocument.Collection)
            ),
            new SettingsProtector(new EphemeralDataProtectionProvider()),
            new WorkOptions(),
            Clock,
            NullLogger<ConnectionSet<TSystem>>.Instance
        );
    }

    /// <summary>Records what is published.</summary>
    private sealed class PublishRecorder : IPublishObserver
    {
        public ConcurrentQueue<object> PublishedMessages { get; } = [];

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            PublishedMessages.Enqueue(context.Message);
            return Task.CompletedTask;
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
