using System.Collections.Concurrent;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Alerts;
using Crossdock.OrderRouter.CartRoverApi;
using Crossdock.OrderRouter.Exceptions;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Privacy;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Stock;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Api;
using Crossdock.Platform.Hosting;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(RouterHost))]
[assembly: AssemblyFixture(typeof(CountingRouterHost))]

namespace Crossdock.OrderRouter.Tests.Support;

/// <summary>
/// The order-router as it runs: its module, its bus set-up (retries, lanes, outbox) over the in-memory transport, its saga on a SQLite
/// file. A message is told and awaited until all that it led to has been said; so no spec ever sleeps.
/// </summary>
public class RouterHost : IAsyncLifetime
{
    private readonly string folder;
    private readonly bool isReplica;
    private readonly Dictionary<string, string?> changes;
    private readonly Listener listener = new();
    private WebApplication? app;

    public RouterHost()
        : this([]) { }

    protected RouterHost(Dictionary<string, string?> changes)
    {
        folder = Directory.CreateTempSubdirectory("crossdock-router-").FullName;
        this.changes = changes;
    }

    private RouterHost(RouterHost first) => (folder, isReplica, changes) = (first.folder, true, []);

    /// <summary>Requests at the service's own endpoints, with a key that may set up.</summary>
    public HttpClient Http { get; private set; } = new();

    /// <summary>Makes a pair that opens these carts: api_user and api_key.</summary>
    public async Task<(string User, string Key)> PairAsync(KeyLevel level, params string[] carts)
    {
        var name = $"shop-{Guid.NewGuid():N}"[..30];
        var text = await App
            .Services.GetRequiredService<ApiKeyStore>()
            .AddAsync(
                name,
                new KeyScope(level, carts, level == KeyLevel.Warehouse ? Settings.Warehouse : null),
                default
            );
        return (name, text!.Split('.')[^1]);
    }

    public IServiceProvider Services => App.Services;
    public IDocumentStore Store => App.Services.GetRequiredKeyedService<IDocumentStore>("order-router");
    public IDocuments<OrderState> Orders => App.Services.GetRequiredService<IDocuments<OrderState>>();
    public IDocuments<ExceptionGroup> Exceptions => App.Services.GetRequiredService<IDocuments<ExceptionGroup>>();
    public IDocuments<AlertDocument> Alerts => App.Services.GetRequiredService<IDocuments<AlertDocument>>();
    public IDocuments<PostedOrderDocument> Posted => App.Services.GetRequiredService<IDocuments<PostedOrderDocument>>();
    public IDocuments<StockDocument> Stock => App.Services.GetRequiredService<IDocuments<StockDocument>>();
    public IDocuments<VersionList> RouteVersions =>
        App.Services.GetRequiredKeyedService<IDocuments<VersionList>>(typeof(RouteDocument));

    public RouteTable Routes => App.Services.GetRequiredService<RouteTable>();
    private WebApplication App => app ?? throw new InvalidOperationException("It is stopped.");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(Settings.For(folder));
        builder.Configuration.AddInMemoryCollection(changes);
        app = ServiceHost.Build(builder, new OrderRouterModule());
        await app.StartAsync();
        var bus = app.Services.GetRequiredService<IBusControl>();
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, Wait.Timeout);
        var key = await app
            .Services.GetRequiredService<ApiKeyStore>()
            .AddAsync($"spec-{Guid.NewGuid():N}", Role.Admin, CancellationToken.None);
        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        bus.ConnectReceiveObserver(listener);
        bus.ConnectPublishObserver(listener);
    }

    /// <summary>Stops the service and starts it again on the same file, with this setting changed.</summary>
    public async Task RestartAsync(string setting, string value)
    {
        await StopAsync();
        changes[setting] = value;
        await InitializeAsync();
    }

    /// <summary>Starts another one on the same file; it hears only what it is told itself.</summary>
    /// <param name="pollInterval">How often it looks at what the first one stored.</param>
    public async Task<RouterHost> ReplicaAsync(TimeSpan pollInterval)
    {
        var replica = new RouterHost(this);
        replica.changes["Work:PollInterval"] = $"{pollInterval}";
        await replica.InitializeAsync();
        return replica;
    }

    public OrderStateMachine StateMachine => App.Services.GetRequiredService<OrderStateMachine>();

    /// <summary>
    /// Tells the router, waits until it has answered, and fails where the message ended in the error queue, or moved an order in a way that
    /// the state machine does not declare.
    /// </summary>
    public async Task ReceiveAsync(object message)
    {
        var before = await StatusAsync(message);
        await listener.HandledAsync(id =>
            App.Services.GetRequiredService<IBus>()
                .Publish(message, message.GetType(), context => context.MessageId = id)
        );
        var after = await StatusAsync(message);
        Assert.True(
            before == after || StateMachine.Transitions.Any(IsDeclared),
            $"{message.GetType().Name} moved an order from {before} to {after}: declare it in OrderStateMachine."
        );

        // A hold whose cause is gone is released by itself meanwhile.
        bool IsDeclared(Transition transition) =>
            (transition.Message == message.GetType().Name || transition.Message == nameof(ReleaseOrder))
            && transition.From.Contains(before)
            && transition.To.Contains(after);
    }

    private async Task<string?> StatusAsync(object message) =>
        message is not IOrderMessage about ? null
        : await Orders.FindAsync(about.OrderId.ToString("D"), CancellationToken.None) is { } order ? order.CurrentState
        : "Initial";

    /// <summary>Looks once for orders whose personal data are to be removed.</summary>
    public Task RunPrivacyAsync(PrivacyOptions options) =>
        ActivatorUtilities.CreateInstance<PrivacyLoop>(App.Services, options).RunAsync(CancellationToken.None);

    /// <summary>Looks once for exceptions that were resolved long ago.</summary>
    public Task RunExceptionCleanupAsync(int days) =>
        ActivatorUtilities
            .CreateInstance<ExceptionCleanup>(App.Services, new ExceptionOptions { KeepResolvedDays = days })
            .RunAsync(CancellationToken.None);

    /// <summary>All that the router has said so far, oldest first.</summary>
    public IEnumerable<object> Published => listener.Published;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync();
        Http.Dispose();
        if (!isReplica)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task StopAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        app = null;
    }

    private sealed class Listener : IReceiveObserver, IPublishObserver
    {
        private readonly ConcurrentDictionary<Guid, TaskCompletionSource> awaited = [];
        private readonly ConcurrentQueue<object> said = [];

        public IEnumerable<object> Published => said;

        public async Task HandledAsync(Func<Guid, Task> tell)
        {
            var id = NewId.NextGuid();
            var handled = awaited[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await tell(id);
            await handled.Task.WaitAsync(Wait.Timeout);
        }

        public Task PostReceive(ReceiveContext context) => Settle(context, tcs => tcs.TrySetResult());

        public Task ReceiveFault(ReceiveContext context, Exception exception) =>
            Settle(context, tcs => tcs.TrySetException(exception));

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            // What the specs tell is awaited by its id; everything else is the router's own word.
            if (!awaited.ContainsKey(context.MessageId ?? default))
            {
                said.Enqueue(context.Message);
            }

            return Task.CompletedTask;
        }

        private Task Settle(ReceiveContext context, Action<TaskCompletionSource> settle)
        {
            if (awaited.TryGetValue(context.GetMessageId() ?? default, out var handled))
            {
                settle(handled);
            }

            return Task.CompletedTask;
        }

        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(
            ConsumeContext<T> context,
            TimeSpan duration,
            string consumerType,
            Exception exception
        )
            where T : class => Task.CompletedTask;

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}

/// <summary>One that often looks what waits for a person, and for what of it the cause is fixed.</summary>
public sealed class CountingRouterHost()
    : RouterHost(new Dictionary<string, string?> { ["Exceptions:RecountInterval"] = "00:00:00.2" });
