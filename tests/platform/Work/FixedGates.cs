using Crossdock.Platform.Connections;

namespace Crossdock.Platform.Tests.Work;

/// <summary>Gates that neither come nor go.</summary>
internal sealed class FixedGates(params ConnectionGate[] gates) : IGates
{
    public IReadOnlyCollection<ConnectionGate> Gates => gates;

    public Task Changed { get; } = new TaskCompletionSource().Task;
}
