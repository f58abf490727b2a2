using Crossdock.Platform.Work;

namespace Crossdock.Platform.Tests.Work;

/// <summary>Circuits that neither come nor go.</summary>
internal sealed class FixedCircuits(params CircuitBreaker[] circuits) : ICircuits
{
    public IReadOnlyCollection<CircuitBreaker> AllCircuits => circuits;

    public IReadOnlyCollection<CircuitBreaker> EnabledCircuits => circuits;

    public Task Changed { get; } = new TaskCompletionSource().Task;
}
