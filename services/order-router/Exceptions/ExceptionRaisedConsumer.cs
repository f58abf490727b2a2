using Crossdock.Contracts;
using MassTransit;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>Puts what another service reports on the list of exceptions.</summary>
public sealed class ExceptionRaisedConsumer(ExceptionGroups groups) : IConsumer<ExceptionRaised>
{
    public Task Consume(ConsumeContext<ExceptionRaised> context) =>
        groups.RaiseAsync(context.Message, context.CancellationToken);
}
