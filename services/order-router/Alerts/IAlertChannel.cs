namespace Crossdock.OrderRouter.Alerts;

/// <summary>Sends messages to one destination.</summary>
internal interface IAlertChannel
{
    /// <summary>Sends a message; one that comes again has the same id.</summary>
    /// <exception cref="Exception">It was not taken, or may not have been: it is sent again later.</exception>
    Task SendAsync(AlertMessage message, CancellationToken cancellationToken);
}
