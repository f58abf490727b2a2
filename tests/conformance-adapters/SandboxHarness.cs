using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Conformance;
using Crossdock.Conformance.Http;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Adapters.Tests;

/// <summary>A sandbox on a port of its own, and an adapter that works with it.</summary>
public abstract class SandboxHarness<TSystem> : HttpHarness<TSystem>
    where TSystem : class, IExternalSystem
{
    private readonly HttpClient endpoints = new();
    private WebApplication? sandbox;

    /// <summary>The service's path on the sandbox.</summary>
    private protected abstract string Path { get; }

    /// <summary>The service's operations, as the sandbox names them.</summary>
    private protected abstract string Operations { get; }

    private readonly SandboxClock sandboxClock = new();

    private protected SandboxOptions Options =>
        new()
        {
            Time = sandboxClock,
            // Nothing moves unasked once it is imported.
            Pace = new() { ImportMilliseconds = 50, StageMilliseconds = 600_000 },
            Bergen = new() { BatchRows = 15 },
            // A spec may make more calls than the service allows in its five minutes.
            QuickBooksCommerce = new() { RateLimit = 10_000 },
        };

    public override async Task BreakAsync(Fault fault, bool once)
    {
        if (NameOf(fault) is not { } name)
        {
            await base.BreakAsync(fault, once);
            return;
        }

        Rush(fault);
        await PostAsync(
            "/sandbox/faults",
            new
            {
                operation = Operations,
                fault = name,
                count = once ? 1 : (int?)null,
                milliseconds = fault switch
                {
                    Fault.TimeoutBefore or Fault.TimeoutAfter => 60_000,
                    Fault.Slow => 100,
                    _ => 1,
                },
            }
        );
    }

    public override async Task MendAsync()
    {
        await base.MendAsync();
        using var answer = await endpoints.DeleteAsync("/sandbox/faults", Ct);
        answer.EnsureSuccessStatusCode();
    }

    protected sealed override async Task<Uri> StartAsync()
    {
        sandbox = await SandboxServer.StartAsync(Options, Ct);
        endpoints.BaseAddress = sandbox.BaseAddress();
        var address = AddressOf(Path);
        await PrepareAsync(address);
        return address;
    }

    protected sealed override async Task StopAsync()
    {
        endpoints.Dispose();
        await (sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>The sandbox's name of a fault that it has itself; null where the line has it.</summary>
    private protected virtual string? NameOf(Fault fault) =>
        fault switch
        {
            Fault.Throttled => "429",
            Fault.ServerError => "500",
            Fault.Unavailable => "503",
            Fault.Nonsense => "html",
            Fault.CutOff => "cut",
            Fault.Dropped => "drop",
            Fault.TimeoutBefore => "timeout-before",
            Fault.TimeoutAfter => "timeout-after",
            Fault.Slow => "slow",
            Fault.StaleToken => "stale-token",
            _ => null,
        };

    /// <param name="address">Of the service.</param>
    private protected virtual Task PrepareAsync(Uri address) => Task.CompletedTask;

    private protected async Task<JsonNode> GetAsync(string endpoint) =>
        (await endpoints.GetFromJsonAsync<JsonNode>(endpoint, Ct))!;

    private protected async Task<JsonNode> SendAsync(HttpRequestMessage request)
    {
        using var answer = await endpoints.SendAsync(request, Ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!;
    }

    private protected async Task PostAsync(string endpoint, object? body = null)
    {
        using var answer = await endpoints.PostAsJsonAsync(endpoint, body ?? new { }, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    private protected Uri AddressOf(string path) => new(endpoints.BaseAddress!, path);

    public Task StopClockAsync()
    {
        sandboxClock.Stop();
        return Task.CompletedTask;
    }

    /// <summary>Its timers go on when it stands.</summary>
    private sealed class SandboxClock : TimeProvider
    {
        private DateTimeOffset? standing;

        public void Stop() => standing = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => standing ?? System.GetUtcNow();
    }
}
