namespace Crossdock.Sandbox.Tests;

/// <summary>A shared sandbox with sixty orders, for specs that only read it or use objects of their own.</summary>
public sealed class SeededSandbox : IAsyncLifetime
{
    public Running Sandbox { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Sandbox = await Running.StartAsync();
        await Sandbox.PostAsync("/sandbox/seed", new { orders = 60 });
    }

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
