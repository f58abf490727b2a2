using Crossdock.Platform.Metrics;
using Crossdock.Platform.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Bus;

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
        var queues = new QueueNames();
        services.AddSingleton(queues);
        services.AddSingleton<GaugeSource, QueueGauges>();
        services.AddReceiveObserver<UnreadableMessages>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(
                new KebabCaseEndpointNameFormatter("crossdock", includeNamespace: false)
            );
            consume(bus);
            bus.AddConfigureEndpointsCallback(
                (context, queue, endpoint) =>
                {
                    queues.Add(queue);
                    ConfigureEndpoint(context, endpoint, options);
                }
            );
            if (options.Transport == BusTransport.InMemory)
            {
                bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
                return;
            }

            bus.UsingRabbitMq(
                (context, rabbit) =>
                {
                    rabbit.Host(options.RabbitMq!, host => host.PublisherConfirmation = true);
                    rabbit.ConfigurePublish(pipe => pipe.UseExecute(NeverIntoTheVoid));
                    rabbit.ConfigureEndpoints(context);
                }
            );
        });
        services.Configure<MassTransitHostOptions>(host =>
        {
            // The service starts without its broker, says so in /health/ready, and goes on when it comes.
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });
    }

    /// <summary>
    /// A message that no queue takes (its consumer has never been started) comes back as an error to whoever published it, and is
    /// said again from the document that it came from.
    /// </summary>
    private static void NeverIntoTheVoid(PublishContext context) => context.Mandatory = true;

    private static void ConfigureEndpoint(
        IRegistrationContext context,
        IReceiveEndpointConfigurator endpoint,
        BusOptions options
    )
    {
        endpoint.PrefetchCount = options.Prefetch;
        endpoint.ConcurrentMessageLimit = options.Concurrency;
        // Nobody listens to faults, and one that no queue takes would come back and keep its message out of the error queue, for ever.
        endpoint.PublishFaults = false;
        // A stopped store comes back: the message waits here, unacknowledged, and goes nowhere else meanwhile.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<StoreUnavailableException>();
            retry.Interval(100_000, TimeSpan.FromSeconds(3));
        });
        // The loser of a race decides again on what the winner left. Everything else gets a few chances and then a place in
        // the error queue, where a person finds it.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<StoreUnavailableException>();
            retry.Exponential(
                8,
                TimeSpan.FromMilliseconds(20),
                TimeSpan.FromSeconds(20),
                TimeSpan.FromMilliseconds(50)
            );
        });
        // What a consumer says leaves after what it has decided is stored; said twice, it is understood once.
        endpoint.UseInMemoryOutbox(context);
    }
}
