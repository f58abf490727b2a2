using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Platform.Api;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.AllInOne.Tests;

/// <summary>An order's external calls, as a person sees them.</summary>
public sealed class When_the_calls_of_an_order_are_kept : HubOnSandbox
{
    protected override IEnumerable<KeyValuePair<string, string?>> Changes => [new("CallLog:MaxBytes", "2000")];

    [Fact]
    public async Task Should_show_each_with_request_and_answer_and_no_secret()
    {
        await PlaceAndPullAsync("C-1");
        var order = await UntilAsync("C-1", "at_wms");

        var calls = await CallsAsync(order, 1);

        var sent = calls.Single(call => (string?)call["operation"] == "PickTicketAdd");
        Assert.Equal(
            ("POST", 200, "acme-warehouse"),
            ((string?)sent["method"], (int)sent["status"]!, (string?)sent["connection"])
        );
        Assert.Contains("C-1", (string?)sent["request"], StringComparison.Ordinal);
        Assert.NotNull(sent["answer"]);
        Assert.All(
            calls,
            call =>
            {
                Assert.DoesNotContain("sandbox-password", call.ToJsonString(), StringComparison.Ordinal);
                Assert.InRange(((string?)call["request"])?.Length ?? 0, 0, 2000);
            }
        );
    }

    [Fact]
    public async Task Should_show_the_customers_data_to_nobody_who_may_only_read()
    {
        await PlaceAndPullAsync("C-1");
        var order = await UntilAsync("C-1", "at_wms");
        await CallsAsync(order, 1);
        var key = await Services.GetRequiredService<ApiKeyStore>().AddAsync("reader", Role.Read, Ct);
        Hub.DefaultRequestHeaders.Authorization = new("Bearer", key);

        var calls = await CallsAsync(order, 1);

        Assert.All(calls, call => Assert.Equal((null, null), (call["request"], call["answer"])));
    }

    [Fact]
    public async Task Should_delete_what_is_older_than_it_is_kept()
    {
        var documents = Services.GetRequiredService<IDocuments<CallDocument>>();
        var now = DateTimeOffset.UtcNow;
        foreach (var days in (int[])[13, 15, 16])
        {
            await documents.InsertAsync(
                new()
                {
                    Id = $"{days}",
                    OrderId = "o",
                    At = now.AddDays(-days),
                },
                Ct
            );
        }

        await Services.GetRequiredService<CallLog>().CleanUpAsync(Ct);

        var left = await documents.QueryAsync(CallDocument.ByOrder.Where("o"), Ct);
        Assert.Equal(["13"], left.Select(call => call.Id));
    }

    private async Task<List<JsonNode>> CallsAsync(JsonObject order, int least)
    {
        List<JsonNode> calls = [];
        await Wait.UntilAsync(
            async () =>
            {
                var page = await Hub.GetFromJsonAsync<JsonObject>($"orders/{order["orderId"]}/calls", Ct);
                calls = [.. page!["items"]!.AsArray().Select(call => call!)];
                return calls.Count >= least;
            },
            "the calls"
        );
        return calls;
    }
}

public sealed class When_the_call_log_is_off : HubOnSandbox
{
    protected override IEnumerable<KeyValuePair<string, string?>> Changes => [new("CallLog:Enabled", "false")];

    [Fact]
    public async Task Should_keep_nothing()
    {
        await PlaceAndPullAsync("C-1");
        await UntilAsync("C-1", "at_wms");

        Assert.Empty(
            await Services.GetRequiredService<IDocuments<CallDocument>>().QueryAsync(CallDocument.ByTime.Where(), Ct)
        );
    }
}
