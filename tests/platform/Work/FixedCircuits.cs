using Crossdock.Platform.Connections;

namespace Crossdock.Platform.Tests.Work;

/// <summary>Circuits that neither come nor go.</summary>
internal sealed class FixedCircuits(params CircuitBreaker[] circuits) : ICircuits
{
    public IReadOnlyCollection<CircuitBreaker> Circuits => circuits;

    public Task Changed { get; } = new TaskCompletionSource().Task;
}
