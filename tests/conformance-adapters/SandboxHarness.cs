using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Conformance;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Adapters.Tests;

/// <summary>A sandbox on a port of its own, and an adapter that works with it.</summary>
public abstract class SandboxHarness<TSystem> : IAsyncDisposable
    where TSystem : class, IExternalSystem
{
    private readonly Line line = new();
    private readonly HurryingClock clock = new();
    private readonly HttpClient endpoints = new();
    private WebApplication? sandbox;

    public static IReadOnlyList<InvalidConfiguration> InvalidConfigurations => Enum.GetValues<InvalidConfiguration>();

    public static bool MakesCalls => true;

    public TSystem Adapter { get; private set; } = null!;

    public Func<Task>? BeforeEachCall
    {
        get => line.BeforeEachCall;
        set => line.BeforeEachCall = value;
    }

    /// <summary>The service's path on the sandbox.</summary>
    private protected abstract string Path { get; }

    /// <summary>The service's operations, as the sandbox names them.</summary>
    private protected abstract string Operations { get; }

    private protected static SandboxOptions Options { get; } =
        new()
        {
            // Nothing moves by itself once it is imported.
            Pace = new() { ImportMilliseconds = 50, StageMilliseconds = 600_000 },
            Bergen = new() { BatchRows = 50 },
        };

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sandbox = await SandboxServer.StartAsync(Options, Ct);
        endpoints.BaseAddress = sandbox.BaseAddress();
        await StartAsync();
        Renew();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        endpoints.Dispose();
        line.Dispose();
        await (sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    public void Renew() => Adapter = Create(Address(Path), misfit: null);

    public TSystem With(InvalidConfiguration misfit) =>
        Create(
            misfit switch
            {
                InvalidConfiguration.WrongAddress => Address("/nowhere"),
                InvalidConfiguration.ServiceDown => new UriBuilder(Address(Path)) { Port = Line.ClosedPort }.Uri,
                _ => Address(Path),
            },
            misfit
        );

    public Task BreakAsync(Fault fault, bool once)
    {
        if (fault == Fault.Gone)
        {
            line.CallsToNobody = once ? 1 : int.MaxValue;
            return Task.CompletedTask;
        }

        clock.Hurries = fault is Fault.TimeoutBefore or Fault.TimeoutAfter;
        var (name, milliseconds) = fault switch
        {
            Fault.Throttled => ("429", 1),
            Fault.ServerError => ("500", 0),
            Fault.Unavailable => ("503", 0),
            Fault.Nonsense => ("html", 0),
            Fault.CutOff => ("cut", 0),
            Fault.Dropped => ("drop", 0),
            Fault.TimeoutBefore => ("timeout-before", 60_000),
            Fault.TimeoutAfter => ("timeout-after", 60_000),
            Fault.Slow => ("slow", 100),
            _ => ("stale-token", 0),
        };
        return PostAsync(
            "/sandbox/faults",
            new
            {
                operation = Operations,
                fault = name,
                count = once ? 1 : (int?)null,
                milliseconds,
            }
        );
    }

    public async Task MendAsync()
    {
        line.CallsToNobody = 0;
        clock.Hurries = false;
        using var answer = await endpoints.DeleteAsync("/sandbox/faults", Ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <param name="address">Of the service.</param>
    /// <param name="misfit">With wrong credentials the address is right, and the other way round.</param>
    private protected abstract TSystem Create(Uri address, InvalidConfiguration? misfit);

    private protected virtual Task StartAsync() => Task.CompletedTask;

    private protected AdapterContext Context() => HarnessContext.Create() with { Network = line, Time = clock };

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

    private protected Uri Address(string path) => new(endpoints.BaseAddress!, path);
}
