using System.Collections.Concurrent;
using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.CartAdapter.Tests.Support;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Hosting;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crossdock.CartAdapter.Tests;

public sealed class When_orders_are_to_be_republished_at_startup : CartFixture
{
    [Theory]
    [InlineData(BusTransport.InMemory, true)]
    [InlineData(BusTransport.RabbitMq, false)]
    public async Task Should_make_all_due_where_messages_died_with_the_process(BusTransport transport, bool due)
    {
        var orders = Get<IDocuments<CartOrderDocument>>();
        await Task.WhenAll(Enumerable.Range(1, 1100).Select(i => orders.InsertAsync(Document(i), default)));

        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await new RepublishOnStartup(
            orders,
            Get<ConnectionSet<ICart>>(),
            new BusOptions { Transport = transport },
            Clock
        ).StartAsync(stop.Token);

        var query = Worker<CartOrderDocument>.ByDue.Where(Connection).AtMost(Clock.Now).Take(2000);
        var found = await orders.QueryAsync(query, default);
        Assert.Equal(due ? 1000 : 0, found.Count);
        Assert.All(found, order => Assert.False(order.Leased));
    }

    /// <summary>Every eleventh is settled; of the others some are leased by a process that died.</summary>
    private CartOrderDocument Document(int i)
    {
        var document = new CartOrderDocument
        {
            Id = $"{i}",
            Connection = Connection,
            OrderNumber = $"#{i}",
            CartOrderId = $"{i}",
        };
        if (i % 11 != 0)
        {
            (document.DueAt, document.Leased) = (Clock.Now.AddMinutes(1 + (i % 7)), i % 2 == 0);
        }

        return document;
    }
}

/// <summary>The whole service with its loops, before a scripted cart: messages in memory die with the process.</summary>
public sealed class When_the_service_starts_again : IDisposable
{
    private const int Orders = 400;
    private readonly string folder = Directory.CreateTempSubdirectory("crossdock-cart-").FullName;

    [Fact]
    public async Task Should_republish_each_order_that_is_not_settled_once()
    {
        var first = await RunUntilAllAreSaidAsync();
        var second = await RunUntilAllAreSaidAsync();

        Assert.All(first, order => Assert.Equal(1, order.Value));
        Assert.All(second, order => Assert.Equal(1, order.Value));
    }

    /// <returns>How often each order was said.</returns>
    private async Task<IReadOnlyDictionary<Guid, int>> RunUntilAllAreSaidAsync()
    {
        var cart = new ScriptedCart();
        cart.Pages.Add([.. Enumerable.Range(1, Orders).Select(i => Support.Orders.Order(i))]);
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Adapter>(new ScriptedCartAdapter(cart));
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Bus:Transport"] = "InMemory",
                ["Store:Directory"] = folder,
                ["Carts:acme-cart:Kind"] = "Scripted",
                ["Carts:acme-cart:Merchant"] = "acme",
                ["Carts:acme-cart:EarliestOrderDate"] = "2026-04-01",
            }
        );
        await using var app = ServiceHost.Build(builder, new CartAdapterModule());
        var counter = new Counter();
        app.Services.GetRequiredService<IBusControl>().ConnectPublishObserver(counter);
        await app.StartAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (counter.Published.Count < Orders)
        {
            await Task.Delay(20, deadline.Token);
        }

        // The loops finish what they have begun.
        await app.StopAsync();
        return counter.Published;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed class Counter : IPublishObserver
    {
        public ConcurrentDictionary<Guid, int> Published { get; } = [];

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            if (context.Message is OrderReceived order)
            {
                Published.AddOrUpdate(order.OrderId, 1, (_, said) => said + 1);
            }

            return Task.CompletedTask;
        }

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
