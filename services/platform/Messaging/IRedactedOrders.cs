namespace Crossdock.Platform.Messaging;

/// <summary>Knows of which orders a service has removed the customer's personal data.</summary>
public interface IRedactedOrders
{
    Task<bool> IsRedactedAsync(Guid orderId, CancellationToken cancellationToken);
}
