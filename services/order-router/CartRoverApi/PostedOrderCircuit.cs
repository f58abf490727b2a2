using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>One loop publishes all posted orders: it calls no external system, so nothing opens its circuit.</summary>
public sealed class PostedOrderCircuit(WorkOptions work, TimeProvider time, ILogger<PostedOrderCircuit> logger)
    : ICircuits
{
    /// <summary>The <see cref="WorkDocument.Connection"/> of every posted order.</summary>
    public const string Name = "posted-orders";

    private readonly TaskCompletionSource never = new();

    public IReadOnlyCollection<CircuitBreaker> AllCircuits { get; } =
    [new CircuitBreaker(Name, _ => Task.CompletedTask, work, time, logger)];
    public IReadOnlyCollection<CircuitBreaker> EnabledCircuits => AllCircuits;
    public Task Changed => never.Task;
}
