using Crossdock.OrderRouter.Exceptions;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Alerts;

/// <summary>The destinations, each with its channel and a loop of its own: one that answers nothing slows no other.</summary>
public sealed class AlertDestinations : ICircuits
{
    private readonly IReadOnlyDictionary<string, AlertDestination> destinations;
    private readonly Dictionary<string, IAlertChannel> channels;
    private readonly TaskCompletionSource never = new();

    public AlertDestinations(
        AlertOptions options,
        WorkOptions work,
        IHttpClientFactory clients,
        TimeProvider time,
        ILogger<AlertDestinations> logger
    )
    {
        destinations = options.Destinations;
        channels = destinations.ToDictionary(
            one => one.Key,
            one =>
                one.Value.Kind == AlertKind.Email
                    ? (IAlertChannel)new EmailChannel(one.Value)
                    : new WebhookChannel(one.Value, clients, time),
            StringComparer.Ordinal
        );
        AllCircuits =
        [
            .. destinations.Keys.Select(name => new CircuitBreaker(
                name,
                // A message that fails is tried again after a pause of its own: nothing opens this circuit.
                _ => Task.CompletedTask,
                work,
                time,
                logger
            )),
        ];
    }

    public IReadOnlyCollection<CircuitBreaker> AllCircuits { get; }
    public IReadOnlyCollection<CircuitBreaker> EnabledCircuits => AllCircuits;
    public Task Changed => never.Task;

    /// <summary>Those that are told of the group at once.</summary>
    internal IEnumerable<string> AtOnce(ExceptionGroup group) =>
        destinations
            .Where(one =>
                IsFor(one.Value, group) && (one.Value.AtOnce.Count == 0 || one.Value.AtOnce.Contains(group.Cause.Kind))
            )
            .Select(one => one.Key);

    internal AlertDestination Find(string name) => destinations[name];

    internal IAlertChannel ChannelTo(string name) => channels[name];

    internal static bool IsFor(AlertDestination destination, ExceptionGroup group) =>
        (destination.Kinds.Count == 0 || destination.Kinds.Contains(group.Cause.Kind))
        && (
            destination.Merchants.Count == 0
            || group.Cause.Merchant is null
            || destination.Merchants.Contains(group.Cause.Merchant)
        );
}
