using Crossdock.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Crossdock.Platform.Messaging;

/// <summary>The bus over MassTransit, the same for every service.</summary>
public static class BusRegistration
{
    /// <summary>Adds the bus with the consumers and sagas that <paramref name="consume"/> names.</summary>
    public static void AddCrossdockBus(
        this IServiceCollection services,
        BusOptions options,
        Action<IBusRegistrationConfigurator> consume
    )
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        var queues = new QueueNames();
        services.AddSingleton(queues);
        services.AddSingleton<BrokerConnection>();
        services.AddSingleton<ErrorQueueReports>();
        services.AddHostedService<QueueGauges>();
        services.AddReceiveObserver<UnreadableMessages>();
        if (options.Transport == BusTransport.RabbitMq)
        {
            services.AddSingleton<BrokerSockets>();
            services.AddSingleton<ConfirmationMonitor>();
            services.AddPublishObserver(s => s.GetRequiredService<ConfirmationMonitor>());
            services.AddHostedService(s => s.GetRequiredService<ConfirmationMonitor>());
        }

        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter("crossdock", includeNamespace: false));
            consume(bus);
            bus.AddConfigureEndpointsCallback(
                (context, queue, endpoint) =>
                {
                    queues.Add(queue);
                    ConfigureEndpoint(context, queue, endpoint, options);
                }
            );
            if (options.Transport == BusTransport.InMemory)
            {
                bus.UsingInMemory(
                    (context, memory) =>
                    {
                        memory.ConfigureJsonSerializerOptions(ContractJson.KeepContracts);
                        memory.Publish<IOrderMessage>(ExcludeFromTopology);
                        memory.ConfigureEndpoints(context);
                    }
                );
                return;
            }

            bus.UsingRabbitMq(
                (context, rabbit) =>
                {
                    var line = context.GetRequiredService<BrokerSockets>();
                    rabbit.ConfigureJsonSerializerOptions(ContractJson.KeepContracts);
                    rabbit.Host(options.Broker, host => ConfigureHost(host, options, line));
                    rabbit.Publish<IOrderMessage>(ExcludeFromTopology);
                    rabbit.ConfigurePublish(pipe => pipe.UseExecute(RequireQueue));
                    rabbit.ConfigureEndpoints(context);
                }
            );
        });
        if (options.Transport == BusTransport.RabbitMq)
        {
            // After the bus, and with that stopped before it: a bus that stops has not lost its broker.
            services.AddHostedService<BrokerHealth>();
        }

        services.Configure<MassTransitHostOptions>(host =>
        {
            // The service starts without its broker, says so in /health/ready, and goes on when it comes.
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });
    }

    /// <summary>Nobody consumes the interface, so it needs no exchange.</summary>
    private static void ExcludeFromTopology(IMessagePublishTopologyConfigurator topology) => topology.Exclude = true;

    private static void ConfigureHost(IRabbitMqHostConfigurator host, BusOptions options, BrokerSockets line)
    {
        host.PublisherConfirmation = true;
        if (options.Nodes.Count > 0)
        {
            host.UseCluster(cluster =>
            {
                foreach (var node in options.Nodes)
                {
                    cluster.Node(node);
                }
            });
        }

        host.OnRefreshConnectionFactory = factory =>
        {
            factory.SocketFactory = line.Open;
            return Task.CompletedTask;
        };
    }

    /// <summary>
    /// A message that no queue takes (its consumer has never been started) comes back as an error to its publisher, and is
    /// published again from the document that it came from.
    /// </summary>
    private static void RequireQueue(PublishContext context) => context.Mandatory = true;

    private static void ConfigureEndpoint(
        IRegistrationContext context,
        string name,
        IReceiveEndpointConfigurator endpoint,
        BusOptions options
    )
    {
        if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
        {
            ReplicatedQueue.Configure(queue);
        }

        endpoint.PrefetchCount = options.Prefetch;
        endpoint.ConcurrentMessageLimit = options.Concurrency;
        // Nobody listens to faults, and one that no queue takes would come back and keep its message out of the error queue, forever.
        endpoint.PublishFaults = false;
        endpoint.UseRetries(options, ActivatorUtilities.CreateInstance<WaitingMessages>(context, name));
        endpoint.UseConsumeFilter(typeof(HandlerTimeoutFilter<>), context);
        // What a consumer says leaves after what it has decided is stored; said twice, it is understood once.
        endpoint.UseInMemoryOutbox(context);
    }
}
