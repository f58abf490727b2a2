using Crossdock.Platform.Tests.Messaging;
using Crossdock.TestSupport;

[assembly: AssemblyFixture(typeof(BrokerFixture))]

namespace Crossdock.Platform.Tests.Messaging;

/// <summary>A broker that all specs of this room share: each has messages, and with them queues, of its own.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    public Broker Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Broker = await Broker.StartNewAsync();

    public ValueTask DisposeAsync() => Broker.DisposeAsync();
}
