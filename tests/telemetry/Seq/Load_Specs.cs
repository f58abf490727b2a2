using System.Text.Json.Nodes;
using Crossdock.TestSupport;

namespace Crossdock.Telemetry.Tests.Seq;

public sealed class When_seq_is_configured : IClassFixture<LoadScript>
{
    [Fact]
    public async Task Should_update_what_it_loaded_before_instead_of_duplicating_it()
    {
        await using var seq = await SeqStandIn.StartAsync();

        var (first, output) = await LoadAsync(seq.Address, SeqStandIn.ApiKey);
        Assert.True(first == 0, output);
        var made = seq.Changes.Count;
        Assert.All(seq.Changes, change => Assert.StartsWith("POST", change, StringComparison.Ordinal));
        Assert.Equal(
            [
                "Crossdock: broker lost",
                "Crossdock: circuit open",
                "Crossdock: connection unusable",
                "Crossdock: document unreadable",
                "Crossdock: error queue not empty",
                "Crossdock: order stuck",
                "Crossdock: rate limit reached",
            ],
            seq.Of("Alerts").Select(a => (string)a["Title"]!).Order()
        );
        var workspace = Assert.Single(seq.Of("Workspaces"))["Content"]!;
        Assert.Equal(Ids(seq, "Signals"), Texts(workspace["SignalIds"]!));
        Assert.Equal(Ids(seq, "SqlQueries"), Texts(workspace["QueryIds"]!));
        Assert.Equal(Ids(seq, "Dashboards"), Texts(workspace["DashboardIds"]!));

        // What people did in Seq meanwhile.
        var alert = seq.Of("Alerts")[0];
        (alert["IsDisabled"], alert["Having"]) = (true, "events > 1000");
        alert["NotificationChannels"] = new JsonArray(
            new JsonObject { ["NotificationAppInstanceId"] = "appinstance-1" }
        );
        seq.Of("Signals")
            .Insert(
                0,
                new JsonObject
                {
                    ["Id"] = "signal-of-ada",
                    ["OwnerId"] = "user-ada",
                    ["Title"] = (string?)seq.Of("Signals")[0]["Title"],
                }
            );

        var (second, secondOutput) = await LoadAsync(seq.Address, SeqStandIn.ApiKey);
        Assert.True(second == 0, secondOutput);
        Assert.Equal(2 * made, seq.Changes.Count);
        Assert.All(seq.Changes.Skip(made), change => Assert.StartsWith("PUT", change, StringComparison.Ordinal));
        Assert.Equal("user-ada", (string?)seq.Of("Signals")[0]["OwnerId"]);
        var kept = seq.Of("Alerts")[0];
        Assert.Equal((true, "events > 0"), ((bool)kept["IsDisabled"]!, (string)kept["Having"]!));
        Assert.Single(kept["NotificationChannels"]!.AsArray());
    }

    [Fact]
    public async Task Should_ask_for_an_api_key_when_seq_rejects_the_given_one()
    {
        await using var seq = await SeqStandIn.StartAsync();

        var (code, output) = await LoadAsync(seq.Address, "wrong");

        Assert.Equal(1, code);
        Assert.Contains("set SEQ_API_KEY to an API key with", output, StringComparison.Ordinal);
        Assert.Empty(seq.Changes);
    }

    [Fact]
    public async Task Should_report_that_seq_does_not_answer()
    {
        var nowhere = new Uri($"http://127.0.0.1:{FreePort.Find(1)[0]}/");

        var (code, output) = await LoadAsync(nowhere, SeqStandIn.ApiKey);

        Assert.Equal(1, code);
        Assert.Contains($"{nowhere} does not answer", output, StringComparison.Ordinal);
    }

    private static string[] Ids(SeqStandIn seq, string group) => [.. seq.Of(group).Select(e => (string)e["Id"]!)];

    private static string[] Texts(JsonNode array) => [.. array.AsArray().Select(text => (string)text!)];

    private static async Task<(int Code, string Output)> LoadAsync(Uri seq, string key)
    {
        await using var load = ChildProcess.Start(
            "dotnet",
            ["run", "--no-build", LoadScript.Path, "--", seq.ToString()],
            [new("SEQ_API_KEY", key), new("DOTNET_CLI_TELEMETRY_OPTOUT", "1")]
        );
        return (await load.EndedAsync(), load.Output);
    }
}

/// <summary>deploy/seq/load.cs, compiled once: on a busy machine that takes longer than all else here.</summary>
public sealed class LoadScript : IAsyncLifetime
{
    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "deploy", "seq", "load.cs");

    public async ValueTask InitializeAsync()
    {
        await using var build = ChildProcess.Start("dotnet", ["build", Path, "-v", "q"], []);
        var code = await build.EndedAsync(TimeSpan.FromMinutes(4));
        Assert.True(code == 0, build.Output);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
