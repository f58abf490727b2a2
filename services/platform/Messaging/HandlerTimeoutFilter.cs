using MassTransit;

namespace Crossdock.Platform.Messaging;

/// <summary>
/// Gives up waiting for the handling of a message that hangs. What a consumer says leaves after it has decided, and RabbitMQ.Client 7 may
/// wait forever for the confirmation of it when the connection breaks (see <see cref="Publishing"/>). An endpoint connects again only
/// when all that it was handling has ended: one message that hangs would keep it away from a broker that is long back.
/// </summary>
/// <remarks>What was given up may still come to its end: it is then as if the message had come twice.</remarks>
public sealed class HandlerTimeoutFilter<T>(BusOptions options) : IFilter<ConsumeContext<T>>
    where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        try
        {
            await next.Send(context).WaitAsync(options.HandlerTimeout);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"a {typeof(T).Name} was not handled in {options.HandlerTimeout}", e);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("timeout");
}
