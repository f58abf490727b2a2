using MassTransit;

namespace Crossdock.Platform.Messaging;

/// <summary>
/// Quorum queues, and the error queues with them: what the broker has confirmed is on the disks of most of its nodes. Their delivery
/// limit (20 from RabbitMQ 4 on, unless told otherwise) drops a message whose service was killed that often; this one is never reached.
/// </summary>
internal static class ReplicatedQueue
{
    private const string DeliveryLimit = "x-delivery-limit";

    /// <summary>What the bus declares such a queue with.</summary>
    public static IDictionary<string, object?> Arguments { get; } =
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["x-queue-type"] = "quorum",
            [DeliveryLimit] = int.MaxValue,
        };

    public static void Configure(IRabbitMqReceiveEndpointConfigurator queue)
    {
        queue.SetQuorumQueue();
        queue.SetQueueArgument(DeliveryLimit, int.MaxValue);
    }
}
