using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Fuzz.Entrances;

/// <summary>Answers of an external system: those of the sandbox to each call that the adapter makes, one of them mutated.</summary>
internal abstract class SandboxEntrance : Entrance
{
    private WebApplication? sandbox;

    protected SandboxOptions Options { get; } =
        new()
        {
            Pace = new() { ImportMilliseconds = 1, StageMilliseconds = 20 },
        };

    protected abstract RecordedNetwork Network { get; }

    public override async Task StartAsync()
    {
        Options.QuickBooksCommerce.RateLimited = false;
        sandbox = await SandboxServer.StartAsync(Options, default);
        using var control = new HttpClient { BaseAddress = new Uri(sandbox.BaseAddress(), "sandbox/") };
        var placed = new List<JsonObject>();
        foreach (var number in (string[])["#1042", "#1043"])
        {
            using var answer = await control.PostAsJsonAsync(
                "orders",
                new { number, lines = new[] { new { sku = "MUG-BLU", quantity = 2 } } }
            );
            placed.Add((await answer.Content.ReadFromJsonAsync<JsonObject>())!);
        }

        await RecordAsync(sandbox.BaseAddress(), placed);
        Network.IsRecording = false;
    }

    public override async Task<Outcome> TryAsync(Random random)
    {
        Network.Mutate(random);
        var accepted = false;
        try
        {
            accepted = await WorkAsync(random);
        }
        catch (Exception e) when (Connections.IsDeclared(e)) { }

        return new(accepted, Network.Bytes);
    }

    public override async ValueTask DisposeAsync()
    {
        Network.Dispose();
        await (sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>Makes each call once.</summary>
    protected abstract Task RecordAsync(Uri address, IReadOnlyList<JsonObject> placed);

    /// <summary>Makes the calls of one operation.</summary>
    protected abstract Task<bool> WorkAsync(Random random);
}
