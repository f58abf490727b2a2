using Crossdock.Contracts;
using MassTransit;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>Puts an order that is on hold on the list of exceptions.</summary>
public sealed class OrderHeldConsumer(ExceptionGroups groups) : IConsumer<OrderHeld>
{
    public Task Consume(ConsumeContext<OrderHeld> context) =>
        groups.RaiseAsync(context.Message.OrderId, context.CancellationToken);
}
