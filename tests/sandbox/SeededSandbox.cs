namespace Crossdock.Sandbox.Tests;

/// <summary>One sandbox with the sixty orders, for specs that only read or mind their own objects.</summary>
public sealed class SeededSandbox : IAsyncLifetime
{
    public Running Sandbox { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Sandbox = await Running.StartAsync();
        await Sandbox.PostAsync("/sandbox/seed");
    }

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
