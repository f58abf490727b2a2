using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.Adapters.QuickBooksCommerce;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Crossdock.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Bench;

/// <summary>A sandbox of its own over real HTTP, which counts the calls it gets, and a cart that calls it.</summary>
internal sealed class BenchHarness : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly WebApplication sandbox;
    private readonly HttpClient endpoints;
    private readonly SocketsHttpHandler sockets = new();

    private BenchHarness(TemporaryFolder folder, WebApplication sandbox)
    {
        (this.folder, this.sandbox) = (folder, sandbox);
        endpoints = new() { BaseAddress = sandbox.BaseAddress() };
        Cart = new QuickBooksCommerceAdapter().Connect(
            new QuickBooksCommerceSettings
            {
                Address = new Uri(sandbox.BaseAddress(), "/qbc"),
                Token = new CartOptions().Token,
                EarliestOrderDate = DateTimeOffset.UnixEpoch,
            },
            new AdapterContext("bench", new EmptyState(), sockets, TimeProvider.System, NullLogger.Instance)
        );
    }

    /// <summary>Just started: it knows nothing of the account.</summary>
    public ICart Cart { get; }

    /// <param name="items">Items in the account, each with an SKU of its own (<see cref="SandboxItems.Sku"/>); null for the sandbox's catalogue.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<BenchHarness> StartAsync(int? items, CancellationToken cancellationToken)
    {
        var data = new TemporaryFolder();
        try
        {
            if (items is { } wanted)
            {
                await SandboxItems.WriteAsync(data.Path, wanted, cancellationToken);
            }

            // What is counted are calls, not what a limit does to them.
            var options = new SandboxOptions { Data = data.Path };
            options.QuickBooksCommerce.RateLimited = false;
            return new(data, await SandboxServer.StartAsync(options, cancellationToken));
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    public async Task PlaceAsync(object order, CancellationToken cancellationToken)
    {
        using var answer = await endpoints.PostAsJsonAsync("/sandbox/orders", order, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How many calls of the cart the work costs.</summary>
    public async Task<int> CountAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        using var reset = await endpoints.DeleteAsync("/sandbox/calls", cancellationToken);
        reset.EnsureSuccessStatusCode();
        await work();
        var counted = await endpoints.GetFromJsonAsync<JsonObject>("/sandbox/calls", cancellationToken);
        return (int)counted!["total"]!;
    }

    public async ValueTask DisposeAsync()
    {
        endpoints.Dispose();
        sockets.Dispose();
        await sandbox.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>A privileged token leaves nothing to remember.</summary>
    private sealed class EmptyState : IAdapterState
    {
        public Task<string?> ReadAsync(string key, CancellationToken cancellationToken) =>
            Task.FromResult<string?>(null);

        public Task<string> ChangeAsync(
            string key,
            Func<string?, CancellationToken, Task<string>> change,
            CancellationToken cancellationToken
        ) => change(null, cancellationToken);
    }
}
