using Crossdock.Contracts;
using MassTransit;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>Resolves what another service no longer reports.</summary>
public sealed class ExceptionClearedConsumer(ExceptionGroups groups) : IConsumer<ExceptionCleared>
{
    public Task Consume(ConsumeContext<ExceptionCleared> context) =>
        groups.ClearAsync(context.Message, context.CancellationToken);
}
