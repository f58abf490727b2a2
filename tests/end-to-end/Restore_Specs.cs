using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.TestSupport;

namespace Crossdock.EndToEnd.Tests;

/// <summary>
/// Orders travel while the stores are backed up, and go on travelling; then every process of the hub is killed, its stores and its broker
/// are lost, and the backups are restored elsewhere. The external systems have seen more than the backups know.
/// </summary>
public sealed class When_the_hub_is_restored_from_backups_that_are_older_than_what_was_sent : IAsyncLifetime
{
    private const int Orders = 45;

    /// <summary>The worst order: what the cart-adapter believes to be settled, the others have not seen when they were backed up.</summary>
    private static readonly string[] Names = ["wms-adapter", "order-router", "cart-adapter"];

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProcess sandbox;
    private readonly List<ServiceProcess> processes = [];
    private Broker broker = null!;

    public When_the_hub_is_restored_from_backups_that_are_older_than_what_was_sent() =>
        sandbox = new Containers(folder.Path).Make("sandbox");

    [Fact]
    public async Task Should_lose_no_order_send_none_twice_and_reconcile_both_systems()
    {
        var lost = await StartAsync("lost");
        await PlaceAsync(Orders / 3);
        await CalledAsync("bergen PickTicketAdd", Orders / 6);
        foreach (var name in Names)
        {
            var (code, output) = await lost[name].CommandAsync("backup", folder.Of($"{name}.backup"));
            Assert.True(code == 0, output);
            await PlaceAsync(Orders / 3 + Array.IndexOf(Names, name) + 1);
        }

        await PlaceAsync(Orders);
        await CalledAsync("bergen PickTicketAdd", Orders / 2);
        await Task.WhenAll(lost.Values.Select(service => service.KillAsync()));
        await broker.DisposeAsync();
        Directory.Delete(folder.Of("lost"), recursive: true);

        var restored = await StartAsync("restored", name => folder.Of($"{name}.backup"));
        var router = restored["order-router"];
        await router.UnlockAsync();
        var report = await SettledAsync(router);
        var reconciliation = await ReconciledAsync(router);

        Assert.Equal((0, 0, 0), (report.Totals.Lost, report.Totals.Doubled, report.Totals.Wrong));
        Assert.Empty(await new Comparison(sandbox.Http, router.Http).UnseenAsync(report));
        Assert.Equal("restore", (string?)reconciliation["requestedBy"]);
    }

    public async ValueTask InitializeAsync()
    {
        sandbox.Start();
        await sandbox.AnswersAsync("/sandbox/health", HttpStatusCode.OK);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(processes.Select(process => process.DisposeAsync().AsTask()));
        await sandbox.DisposeAsync();
        await broker.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Starts the hub on an empty broker, with stores in a new folder.</summary>
    private async Task<Dictionary<string, ServiceProcess>> StartAsync(
        string place,
        Func<string, string>? backupOf = null
    )
    {
        broker = await Broker.StartNewAsync();
        var containers = new Containers(folder.Of(place)) { Broker = broker.Address, Sandbox = sandbox.Address };
        Change[] changes = [new("order-router", "Reconcile__IgnoreYounger", "00:00:05")];
        var services = Names.ToDictionary(name => name, name => containers.Make(name, changes), StringComparer.Ordinal);
        processes.AddRange(services.Values);
        foreach (var (name, service) in services)
        {
            if (backupOf is not null)
            {
                var (code, output) = await service.CommandAsync("restore", backupOf(name));
                Assert.True(code == 0, output);
            }

            service.Start();
        }

        await Task.WhenAll(services.Values.Select(service => service.ReadyAsync()));
        return services;
    }

    private async Task PlaceAsync(int upTo)
    {
        using var answer = await sandbox.Http.PostAsJsonAsync(
            "/sandbox/seed",
            new
            {
                orders = Orders,
                seed = 11,
                upTo,
            }
        );
        answer.EnsureSuccessStatusCode();
    }

    private Task CalledAsync(string operation, int times) =>
        Wait.UntilAsync(
            async () =>
                (await sandbox.Http.GetFromJsonAsync<CallCounts>("/sandbox/calls"))!.Calls.GetValueOrDefault(operation)
                >= times,
            Timeout,
            async () => $"{times} times {operation}:\n{await Stand.OfAsync(processes)}"
        );

    private async Task<Report> SettledAsync(ServiceProcess router)
    {
        Report? report = null;
        IReadOnlyList<string> open = [];
        await Wait.UntilAsync(
            async () =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500));
                report = await new Comparison(sandbox.Http, router.Http).ReportAsync();
                open = [.. report.Orders.Where(order => !order.Ok).Select(order => $"{order}")];
                return open.Count == 0 && report.Stock.Agree;
            },
            Timeout,
            async () =>
                $"{open.Count} orders to settle:\n{string.Join('\n', open.Take(10))}\n{report?.Totals} {report?.Stock}\n{await Stand.OfAsync([.. processes.TakeLast(Names.Length)])}"
        );
        return report!;
    }

    private static async Task<JsonNode> ReconciledAsync(ServiceProcess router)
    {
        JsonNode? done = null;
        await Wait.UntilAsync(
            async () =>
            {
                var page = await router.Http.GetFromJsonAsync<JsonNode>("/api/v1/reconcile");
                done = page!["items"]!.AsArray().FirstOrDefault(one => (string?)one!["state"] == "done");
                return done is not null;
            },
            Timeout,
            async () => $"a reconciliation: {await router.TextAsync("/api/v1/reconcile")}"
        );
        return done!;
    }
}
